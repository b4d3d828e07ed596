/** Compared traffic through the relay while something is swapped. */
package org.tropea.itests.swap.load;
