/**
 * Directory connections, both ways. In reading order: {@link org.tropea.conn.dir.DirType},
 * {@link org.tropea.conn.dir.ClientConnection}, {@link org.tropea.conn.dir.ServerConnection},
 * {@link org.tropea.conn.dir.Encoding}.
 */
package org.tropea.conn.dir;
