/** Connections that Linux redirects without their programs' knowledge: REDIRECT and TPROXY. */
package org.tropea.conn.trans;
