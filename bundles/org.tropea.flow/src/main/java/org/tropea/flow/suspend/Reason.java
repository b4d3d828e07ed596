package org.tropea.flow.suspend;

/**
 * Why a direction pauses. Each has one holder, and says for how long it may be held before a watchdog asks, and what
 * lifts it. Texts are short, for tables.
 */
public enum Reason {
    /** Reading: the inbuf is at its mark. */
    INBUF_FULL("connection", 60, "the inbuf is read"),
    /** This connection's own token bucket is empty. */
    BANDWIDTH("bucket", 60, "its bucket refills"),
    /** The router's token bucket is empty. */
    GLOBAL_BANDWIDTH("buckets", 60, "the buckets refill"),
    /** Stream, reading: the circuit's queue towards the client is at its mark. */
    CIRCUIT_QUEUE_FULL("stream", 600, "the queue drains"),
    /** Stream, reading: the circuit's or the stream's package window is empty. */
    WINDOW_EMPTY("stream", Reason.UNBOUNDED, "a SENDME arrives"),
    /** Stream, writing: much waits in the outbuf, so SENDMEs are kept back and the client stops soon. */
    SENDME_WITHHELD("stream", 600, "the outbuf is sent"),
    /** Stream, both: its other side (a name, a destination) has not answered yet. */
    OPENING("stream", 180, "the destination answers"),
    /** Writing: the other half of the linked pair does not read. */
    LINKED_PEER_FULL("other half", 600, "the other half reads"),
    /** Reading: a worker computes for TLS. */
    TLS_TASK("TLS", 60, "the worker is done"),
    /** Accepting: the bundle of the connections' type is away. */
    NO_TYPE("listener", Reason.UNBOUNDED, "a bundle brings the type"),
    /** Accepting: the address is not bound, as no bundle brings listeners. */
    NO_LISTENERS("listener", Reason.UNBOUNDED, "a bundle brings them"),
    /** Both: there is no buffer layer. */
    NO_BUFFERS("buffers", Reason.UNBOUNDED, "a bundle brings buffers"),
    /** Reading: no TLS provider is there that may serve it. */
    NO_TLS("connection", Reason.UNBOUNDED, "a bundle brings TLS"),
    /** Writing: the outbuf is empty. */
    NOTHING_TO_WRITE("connection", Reason.UNBOUNDED, "there is more to write"),
    /** Writing: a transport wants a pause between two writes. */
    PACED("transport", 60, "its pause is over"),
    /** Both: the connection is not there yet. */
    CONNECTING("connection", 180, "it is connected"),
    /** Channel, writing: no circuit has a cell that may be picked. */
    NO_CELLS("channel", Reason.UNBOUNDED, "a circuit has a cell"),
    /** Channel, writing: what was written waits below. */
    NO_ROOM("channel", 600, "the link has sent some"),
    /** Channel, writing: it has cells and room, and the scheduler has not chosen it. */
    SCHEDULER("scheduler", 60, "the scheduler picks it"),
    /** Channel, writing: there is no scheduler or no circuitmux policy to decide. */
    NO_POLICY("scheduler", Reason.UNBOUNDED, "a bundle brings a policy"),
    /** Channel, writing: the link handshake is not done. */
    LINK_HANDSHAKE("channel", 300, "the handshake is done"),
    /** Channel, writing: the channel is closing and takes no more cells. */
    CHANNEL_CLOSING("channel", 120, "the link is closed"),
    /** Accepting: the router has as many sockets open as it may. */
    DESCRIPTORS("listener", Reason.UNBOUNDED, "connections close"),
    /** Accepting: the kernel refused, most likely for want of descriptors or memory. */
    ACCEPT_FAILED("socket", 60, "a second has passed"),
    /** Reading: the peer ended its half of the stream. */
    ENDED("peer", Reason.UNBOUNDED, "nothing: it is the end"),
    /** Both: the connection is closing and takes no more. */
    CLOSING("connection", 3600, "it is flushed and gone"),
    /** Both: an operator holds it. */
    OPERATOR("operator", Reason.UNBOUNDED, "an operator lets go");

    private static final int UNBOUNDED = -1;

    private final String holder;
    private final int maximumSeconds;
    private final String liftedBy;

    Reason(String holder, int maximumSeconds, String liftedBy) {
        this.holder = holder;
        this.maximumSeconds = maximumSeconds;
        this.liftedBy = liftedBy;
    }

    /** The part of the relay that holds it, for people; at most 10 characters. */
    public String holder() {
        return holder;
    }

    /** For how many seconds it may be held before a watchdog reports it; -1 when it may be held for ever. */
    public int maximumSeconds() {
        return maximumSeconds;
    }

    /** The event that lifts it, for people; at most 24 characters. */
    public String liftedBy() {
        return liftedBy;
    }

    int bit() {
        return 1 << ordinal();
    }
}
