/** Listening sockets: TCP and Unix. */
package org.tropea.conn.listener;
