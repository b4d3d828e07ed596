package org.tropea.core.origin;

import org.tropea.core.conn.Why;
import org.tropea.flow.origin.Hop;

/** What a circuit that is not built yet waits for, for people. Stateless. */
final class Waits {
    private Waits() {}

    /** For {@code nanos}, in {@code state}, for the hop of that number, from 1. */
    static Why of(OriginState state, Hop hop, int number, long nanos) {
        return state == OriginState.CONNECTING
                ? Why.held("building", "NO_CHANNEL", "channels", nanos, "a channel to " + hop)
                : Why.held("building", "HANDSHAKE", "circuit", nanos, "the answer of hop " + number + ", " + hop);
    }
}
