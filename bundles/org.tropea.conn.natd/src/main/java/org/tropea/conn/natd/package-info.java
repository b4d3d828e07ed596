/** Connections that FreeBSD's natd redirects, with their destination in a line of its own. */
package org.tropea.conn.natd;
