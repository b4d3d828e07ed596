/** Which flags our own vote gives (dir-spec 3.4.2): thresholds from what all relays can do, then each relay's flags. */
package org.tropea.authority.flags;
