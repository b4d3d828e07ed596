package org.tropea.core.slot;

import java.time.Instant;

/**
 * One change of a slot's choice. Immutable; any thread.
 *
 * @param when when it was decided
 * @param slot the slot's name, with the filter of the channels when it was a choice for some only
 * @param from what was used before; {@code -} for nothing
 * @param to what is used now; {@code -} for nothing
 * @param why what made the difference
 * @param nanos how long it took until every loop had adopted it
 * @param firstRunNanos how long it took until it decided for the first time in the first of the loops: a scheduler's
 *     first run, a circuitmux policy's first pick; -1 when it did not so far, or decides nothing
 * @param failure whether what was used before had failed
 */
public record Swap(
        Instant when,
        String slot,
        String from,
        String to,
        String why,
        long nanos,
        long firstRunNanos,
        boolean failure) {}
