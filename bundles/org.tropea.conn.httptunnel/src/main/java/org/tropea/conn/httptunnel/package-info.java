/** HTTP CONNECT tunnels, with the headers of Tor's proposal 365. */
package org.tropea.conn.httptunnel;
