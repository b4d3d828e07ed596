package org.tropea.flow.fault;

/** The other side broke the protocol. The smallest owner closes with {@link #cause()}; the message says what was wrong. */
public final class PeerFault extends Exception {
    private final CloseCause cause;

    /** A fault that closes with {@link CloseCause#PEER_FAULT}. */
    public PeerFault(String message) {
        this(CloseCause.PEER_FAULT, message);
    }

    /** A fault that closes with {@code cause}; without a stack, since peers cause it, and often. */
    public PeerFault(CloseCause cause, String message) {
        super(message, null, false, false);
        this.cause = cause;
    }

    /** With what the smallest owner closes. */
    public CloseCause cause() {
        return cause;
    }
}
