package org.tropea.core.slot;

import java.time.Instant;

/**
 * One change of a slot's choice. Immutable; any thread.
 *
 * @param when when it was decided
 * @param slot the slot's name
 * @param from what was used before; {@code -} for nothing
 * @param to what is used now; {@code -} for nothing
 * @param why what made the difference
 * @param nanos how long it took until every loop had adopted it
 */
public record Swap(Instant when, String slot, String from, String to, String why, long nanos) {}
