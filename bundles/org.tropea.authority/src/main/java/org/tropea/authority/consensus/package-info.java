/** From votes to a consensus (dir-spec 3.8): pure, the same for every authority to the byte. */
package org.tropea.authority.consensus;
