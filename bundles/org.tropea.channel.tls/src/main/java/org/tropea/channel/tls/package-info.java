/** The TLS channel backend: the link handshake, and cells of an open link. */
package org.tropea.channel.tls;
