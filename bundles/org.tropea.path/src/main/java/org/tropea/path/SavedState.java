package org.tropea.path;

import java.util.List;

/**
 * What the state file keeps for this bundle.
 *
 * @param guards the values of its Guard lines
 * @param bins the values of its CircuitBuildTimeBin lines: the middle of ten milliseconds, and how many
 */
record SavedState(List<String> guards, List<String> bins) {
    static final SavedState EMPTY = new SavedState(List.of(), List.of());
}
