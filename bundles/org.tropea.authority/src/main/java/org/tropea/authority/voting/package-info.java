/** One round of voting after the other (dir-spec 3.6, 3.7): when what is due, and what has come in. No clocks, no I/O. */
package org.tropea.authority.voting;
