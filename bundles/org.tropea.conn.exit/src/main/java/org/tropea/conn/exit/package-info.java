/**
 * The exit: streams opened by BEGIN become TCP connections, RESOLVE asks the name servers. In reading order:
 * {@link org.tropea.conn.exit.ExitType}, {@link org.tropea.conn.exit.ExitConnection},
 * {@link org.tropea.conn.exit.Names}.
 */
package org.tropea.conn.exit;
