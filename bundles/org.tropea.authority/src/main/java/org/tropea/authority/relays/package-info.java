/** The relays that an authority knows: whom it accepts, whom it reaches, how they have behaved. */
package org.tropea.authority.relays;
