package org.tropea.crypto.relay;

/**
 * The relay encryption that one end of a circuit shares with one hop: a forward layer (away from the client) and a
 * backward layer, to be handed to the owners of the two directions. A relay peels with {@link #forward()}, recognizes,
 * and originates and wraps with {@link #backward()}; a client does the reverse.
 */
public abstract class RelayCrypto {
    /** Length of a relay cell's payload in bytes. */
    public static final int PAYLOAD_LEN = 509;

    private final RelayLayer forward;
    private final RelayLayer backward;

    /** For implementations; the layers share nothing. */
    protected RelayCrypto(RelayLayer forward, RelayLayer backward) {
        this.forward = forward;
        this.backward = backward;
    }

    /** The layer of cells that go away from the client. */
    public final RelayLayer forward() {
        return forward;
    }

    /** The layer of cells that come back to the client. */
    public final RelayLayer backward() {
        return backward;
    }
}
