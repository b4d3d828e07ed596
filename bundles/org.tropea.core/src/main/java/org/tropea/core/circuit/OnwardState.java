package org.tropea.core.circuit;

/**
 * Where a circuit stands away from the client:
 *
 * <pre>
 *   NONE --EXTEND2--> CONNECTING --channel open--> CREATING --CREATED2--> EXTENDED
 *    ^                    |                            |                      |
 *    +--------------------+----------TRUNCATE----------+----------------------+
 * </pre>
 *
 * With an open channel at hand, EXTEND2 goes to CREATING at once. Every failure closes the whole circuit. Where the next
 * relay is reached from another loop, a circuit is TRUNCATING on its way to NONE until that loop has let go.
 */
public enum OnwardState {
    /** The circuit ends here. */
    NONE,
    /** Waits for a channel to the next relay. */
    CONNECTING,
    /** CREATE2 is on its way to the next relay. */
    CREATING,
    /** The next relay answered. */
    EXTENDED,
    /** Another loop is to let go of the next relay. */
    TRUNCATING
}
