package org.tropea.core.conn;

import org.tropea.flow.buffer.Buffer;

/** The bytes that go one way: each is known by its place, so whoever receives them sees what is lost or reordered. */
final class Pattern {
    private final int salt;
    long sent;
    long received;

    Pattern(int salt) {
        this.salt = salt;
    }

    private byte at(long place) {
        return (byte) (place * 31 + (place >> 7) + salt);
    }

    /** The next {@code length} bytes to be sent; the caller says by {@link #sent} how many were. */
    byte[] next(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(sent + i);
        }
        return bytes;
    }

    /** Takes at most {@code most} bytes out of {@code from} and compares them. */
    void take(Buffer from, int most) {
        byte[] bytes = new byte[Math.min(most, from.length())];
        from.read(bytes, 0, bytes.length);
        for (byte each : bytes) {
            if (each != at(received)) {
                throw new AssertionError("byte " + received + " of " + sent + " came wrong");
            }
            received++;
        }
    }
}
