/** DNSPort: name servers' questions over UDP, answered through the network. */
package org.tropea.conn.dns;
