package org.tropea.core.channel;

/**
 * Where a channel stands. The ways:
 *
 * <pre>
 *   OPENING --handshake done--> OPEN --close()--> CLOSING --backend gone--> CLOSED
 *      |                          |                  |
 *      +--close()--> CLOSING      +------------------+--broken by peer or network--> ERROR
 *      +--broken--> ERROR
 * </pre>
 */
public enum ChannelState {
    /** The backend shakes hands; no cells flow. */
    OPENING,
    /** Cells flow. */
    OPEN,
    /** We want it closed: no circuit is on it any more, what was written is being flushed. */
    CLOSING,
    /** Gone in good order. */
    CLOSED,
    /** Gone because the peer or the network broke it. */
    ERROR;

    /** Whether a channel may go from this state to {@code next}. */
    public boolean mayBecome(ChannelState next) {
        return switch (this) {
            case OPENING -> next != OPENING;
            case OPEN -> next == CLOSING || next == CLOSED || next == ERROR;
            case CLOSING -> next == CLOSED || next == ERROR;
            case CLOSED, ERROR -> false;
        };
    }

    /** Whether it is over or about to be. */
    public boolean isCondemned() {
        return this == CLOSING || this == CLOSED || this == ERROR;
    }
}
