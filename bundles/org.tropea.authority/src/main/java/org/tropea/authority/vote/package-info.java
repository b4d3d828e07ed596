/** What our own vote says (dir-spec 3.4.1): from the options, the relays that we know, and shared random values. */
package org.tropea.authority.vote;
