/** Directory connections that this side opens: one {@link org.tropea.net.directory.DirRequest} each. */
package org.tropea.conn.dir;
