/** What authorities say to each other: votes as the computation takes them. */
package org.tropea.authority.vote;
