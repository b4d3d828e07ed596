/** SOCKS 4, 4a and 5, with Tor's RESOLVE and RESOLVE_PTR (socks-extensions of Tor's specifications). */
package org.tropea.conn.socks;
