package org.tropea.flow.suspend;

/** Why a direction pauses. Each says for how long it may be held before a watchdog asks, and what lifts it. */
public enum Reason {
    /** Reading: the inbuf is at its mark. */
    INBUF_FULL(60, "the handler takes bytes out of the inbuf"),
    /** This connection's own token bucket is empty. */
    BANDWIDTH(5, "the connection's bucket refills"),
    /** The router's token bucket is empty. */
    GLOBAL_BANDWIDTH(5, "the router's bucket refills"),
    /** Reading: the circuit queue that the data would go to is at its mark. */
    CIRCUIT_QUEUE_FULL(600, "the circuit queue drains below its low mark"),
    /** Reading: the circuit's or the stream's package window is empty. */
    WINDOW_EMPTY(Reason.UNBOUNDED, "a SENDME arrives"),
    /** Reading: the peer of the stream sent XOFF. */
    PEER_XOFF(600, "the peer sends XON"),
    /** Writing: the other half of the linked pair holds as much as it may. */
    LINKED_PEER_FULL(600, "the linked peer takes bytes out of its inbuf"),
    /** Reading: the router's queues are at MaxMemInQueues. */
    MEMORY(60, "queues drain or the oldest circuits are closed"),
    /** Reading: the bundle of this connection's type is away. */
    NO_TYPE(Reason.UNBOUNDED, "a bundle brings the type"),
    /** Writing: the outbuf is empty. */
    NOTHING_TO_WRITE(Reason.UNBOUNDED, "something is put into the outbuf"),
    /** Both: the connection is not there yet. */
    CONNECTING(180, "the connection is established"),
    /** Writing: the scheduler has not released this channel. */
    SCHEDULER(60, "the scheduler runs"),
    /** Writing: there is no policy to decide; reading: no TLS provider; both ways: no buffer layer. */
    NO_POLICY(Reason.UNBOUNDED, "a bundle brings a policy"),
    /** Accepting: the process has as many sockets open as it may. */
    DESCRIPTORS(Reason.UNBOUNDED, "connections close"),
    /** Reading: the peer ended its half of the stream. */
    ENDED(Reason.UNBOUNDED, "nothing: there is no more to read"),
    /** Both: the connection is closing and takes no more. */
    CLOSING(60, "the connection is reaped"),
    /** Both: an operator holds it. */
    OPERATOR(Reason.UNBOUNDED, "an operator lets go");

    private static final int UNBOUNDED = -1;

    private final int maximumSeconds;
    private final String liftedBy;

    Reason(int maximumSeconds, String liftedBy) {
        this.maximumSeconds = maximumSeconds;
        this.liftedBy = liftedBy;
    }

    /** For how many seconds it may be held before a watchdog reports it; -1 when it may be held for ever. */
    public int maximumSeconds() {
        return maximumSeconds;
    }

    /** The event that lifts it. */
    public String liftedBy() {
        return liftedBy;
    }

    int bit() {
        return 1 << ordinal();
    }
}
