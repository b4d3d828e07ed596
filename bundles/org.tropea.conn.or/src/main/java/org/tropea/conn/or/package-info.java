/** OR connections: TLS, and cells out of its bytes and back. */
package org.tropea.conn.or;
