package org.tropea.flow.loop;

/**
 * What the kernel says of one TCP socket's way out. Whoever asks owns it and uses it again for the next question; in one
 * loop. When it could not be told, {@link #why} says so and the numbers mean nothing.
 */
public final class TcpState {
    /** The congestion window, in segments. */
    public int cwnd;

    /** Segments sent and not acknowledged. */
    public int unacked;

    /** The size of a segment that is sent, in bytes. */
    public int mss;

    /** Bytes in the socket that were not sent even once. */
    public int notSent;

    /** Why nothing is known, a short clause for people; null when the numbers hold. */
    public String why;

    /** A record that knows nothing yet. */
    public TcpState() {
        unknown("nobody asked");
    }

    /** The numbers hold; returns true. */
    public boolean known() {
        why = null;
        return true;
    }

    /** Nothing is known, because of {@code reason}; returns false. */
    public boolean unknown(String reason) {
        why = reason;
        return false;
    }
}
