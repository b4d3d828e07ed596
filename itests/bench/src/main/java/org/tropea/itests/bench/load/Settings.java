package org.tropea.itests.bench.load;

import java.util.List;

/**
 * How much load.
 *
 * @param circuits in all
 * @param connections at full scale
 * @param links connections that carry all circuits otherwise
 * @param atOnce handshakes under way at a time
 * @param active how many circuits carry cells, one measurement each
 * @param cells to be sent onward in each measurement; as many come back
 * @param underWay cells under way at a time, over all circuits
 * @param stepSeconds longest time for one step
 */
public record Settings(
        int circuits,
        int connections,
        int links,
        int atOnce,
        List<Integer> active,
        int cells,
        int underWay,
        int stepSeconds) {}
