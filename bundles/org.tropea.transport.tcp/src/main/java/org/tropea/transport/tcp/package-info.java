/** Plain TCP as one more transport: no handshake, bytes as they are. */
package org.tropea.transport.tcp;
