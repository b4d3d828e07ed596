package org.tropea.core.origin;

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
    CONNECTING,
    /** The next hop was asked, or is about to be. */
    BUILDING,
    /** All hops have answered. */
    BUILT,
    /** Over. */
    CLOSED
}
