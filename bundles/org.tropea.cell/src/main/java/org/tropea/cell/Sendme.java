package org.tropea.cell;

import java.util.Arrays;

/** The body of a circuit's RELAY_SENDME (tor-spec 7.3.1): version 1, 2 bytes of length, the digest it acknowledges. */
public final class Sendme {
    private static final int HEADER = 3;

    private Sendme() {}

    /** The body of version 1 that acknowledges the cell with {@code digest}. */
    public static byte[] encode(byte[] digest) {
        byte[] body = new byte[HEADER + digest.length];
        body[0] = 1;
        body[1] = (byte) (digest.length >>> 8);
        body[2] = (byte) digest.length;
        System.arraycopy(digest, 0, body, HEADER, digest.length);
        return body;
    }

    /** The version of the body of {@code length} bytes at {@code array[offset]}; an empty one is version 0. */
    public static int version(byte[] array, int offset, int length) {
        return length == 0 ? 0 : array[offset] & 0xff;
    }

    /**
     * Whether the body of {@code length} bytes at {@code array[offset]} acknowledges the cell with {@code digest}. The
     * empty body of version 0 acknowledges any; whether the network takes that version is up to the caller.
     */
    public static boolean acknowledges(byte[] array, int offset, int length, byte[] digest) throws MalformedCell {
        if (length == 0 || array[offset] == 0) {
            return true;
        }
        if (array[offset] != 1) {
            throw new MalformedCell("SENDME version " + (array[offset] & 0xff) + ", accepted are 0 and 1");
        }
        if (length < HEADER + digest.length
                || ((array[offset + 1] & 0xff) << 8 | (array[offset + 2] & 0xff)) != digest.length) {
            throw new MalformedCell("SENDME: accepted is a digest of " + digest.length + " bytes");
        }
        int start = offset + HEADER;
        return Arrays.equals(array, start, start + digest.length, digest, 0, digest.length);
    }
}
