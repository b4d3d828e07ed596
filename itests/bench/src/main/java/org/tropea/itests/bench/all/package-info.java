/**
 * All figures in one table, from one command: {@link org.tropea.itests.bench.all.AllBench}. A {@link
 * org.tropea.itests.bench.all.Part} measures some {@link org.tropea.itests.bench.all.Row}s; the private networks that
 * it needs are the {@link org.tropea.itests.bench.all.Bed}'s.
 */
package org.tropea.itests.bench.all;
