package org.tropea.core.origin;

import org.tropea.core.circuit.OnwardState;

/**
 * Where a circuit that begins here stands:
 *
 * <pre>
 *   CONNECTING --channel open--> BUILDING --last hop answered--> BUILT --close()--> CLOSED
 *        |                          |  ^---------extend()---------+                   ^
 *        +---------close()----------+-------------------------------------------------+
 * </pre>
 */
public enum OriginState {
    /** Waits for a channel to the first hop. */
    CONNECTING(OnwardState.CONNECTING),
    /** The next hop was asked, or is about to be. */
    BUILDING(OnwardState.CREATING),
    /** All hops have answered. */
    BUILT(OnwardState.EXTENDED),
    /** Over. */
    CLOSED(OnwardState.NONE);

    private final OnwardState onward;

    OriginState(OnwardState onward) {
        this.onward = onward;
    }

    /** The same in the words of circuits that pass through, for lists. */
    OnwardState onward() {
        return onward;
    }
}
