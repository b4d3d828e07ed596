/** Channels: authenticated cells between two relays, the circuits on them by id, and the table of all of a router's. */
package org.tropea.core.channel;
