package org.tropea.channel.tls;

import java.nio.ByteBuffer;

/**
 * What a PADDING_NEGOTIATE cell asks for (padding-spec 2.2): padding after between {@code lowMillis} and
 * {@code highMillis} of silence, or none.
 */
record PaddingNegotiate(boolean padding, int lowMillis, int highMillis) {
    /** Link protocol 4 has no padding to negotiate. */
    static final int FIRST_LINK_PROTOCOL = 5;

    private static final int STOP = 1;
    private static final int START = 2;

    /** Reads the payload at {@code offset}; null when its version is not 0 or its command is unknown: it is dropped. */
    static PaddingNegotiate parse(byte[] array, int offset) {
        ByteBuffer in = ByteBuffer.wrap(array, offset, 6);
        int version = in.get();
        int command = in.get();
        if (version != 0 || command != STOP && command != START) {
            return null;
        }
        return new PaddingNegotiate(command == START, in.getShort() & 0xffff, in.getShort() & 0xffff);
    }

    @Override
    public String toString() {
        return padding ? "padding after " + lowMillis + " to " + highMillis + " ms" : "no padding";
    }
}
