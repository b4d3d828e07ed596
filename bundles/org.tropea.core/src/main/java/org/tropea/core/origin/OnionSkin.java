package org.tropea.core.origin;

import org.tropea.cell.Cell;
import org.tropea.crypto.relay.RelayCrypto;

/**
 * Wraps and peels the cells of one loop's circuits that begin here: one layer for each hop, from the last to the first and
 * back. Its arrays take turns, as a layer goes from one array to another. Touched only by its loop.
 */
final class OnionSkin {
    private final byte[] out = new byte[RelayCrypto.PAYLOAD_LEN];
    private final byte[] odd = new byte[RelayCrypto.PAYLOAD_LEN];
    private final byte[] even = new byte[RelayCrypto.PAYLOAD_LEN];

    /** The plain {@code payload}, which is changed, for the hop at {@code last} of {@code hops}, into {@code cell}. */
    void wrap(OriginHops hops, int last, byte[] payload, Cell cell) {
        hops.get(last).forward().originate(payload, 0);
        byte[] from = payload;
        byte[] spare = out;
        for (int i = last; i > 0; i--) {
            hops.get(i).forward().apply(from, 0, spare, 0);
            byte[] wrapped = spare;
            spare = from;
            from = wrapped;
        }
        hops.get(0).forward().apply(from, 0, cell.bytes, Cell.HEADER);
    }

    /**
     * Peels the payload at {@code array[payload]} until a hop of {@code hops} is recognized, and returns that; null when
     * none is. Its message stands in {@link #message} then, until the next cell.
     */
    OriginHop peel(OriginHops hops, byte[] array, int payload) {
        byte[] from = array;
        int at = payload;
        for (int i = 0; i < hops.size(); i++) {
            OriginHop hop = hops.get(i);
            byte[] to = (i & 1) == 0 ? even : odd;
            hop.backward().apply(from, at, to, 0);
            if (hop.backward().recognize(to, 0)) {
                return hop;
            }
            from = to;
            at = 0;
        }
        return null;
    }

    /** Where the message is that {@code hop} was recognized for. */
    byte[] message(OriginHop hop) {
        return (hop.index() & 1) == 0 ? even : odd;
    }
}
