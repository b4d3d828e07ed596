/**
 * Whether KIST does what its paper says. In reading order: {@link org.tropea.itests.bench.kist.KistBench} (the command),
 * {@link org.tropea.itests.bench.kist.KistNetwork} (the bed), {@link org.tropea.itests.bench.kist.Scene} (one variant's
 * part of a round), {@link org.tropea.itests.bench.kist.Gain} (the verdict).
 */
package org.tropea.itests.bench.kist;
