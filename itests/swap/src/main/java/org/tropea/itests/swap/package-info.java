/**
 * Bundles swapped in a relay that carries compared traffic; {@link org.tropea.itests.swap.SwapBench} is the command, each
 * {@link org.tropea.itests.swap.Scenario} one way of swapping.
 */
package org.tropea.itests.swap;
