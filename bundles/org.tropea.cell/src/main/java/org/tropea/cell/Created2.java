package org.tropea.cell;

/**
 * The body of a CREATED2 cell, and the whole of an EXTENDED2 message (tor-spec 5.1): length 2 bytes, handshake.
 * Immutable by agreement: nobody writes into the array.
 *
 * @param handshake what the relay answers, at most {@link #MAX} bytes
 */
public record Created2(byte[] handshake) {
    /** The most bytes of handshake in a CREATED2 cell. */
    public static final int MAX = Cell.PAYLOAD - 2;
    /** The most bytes of handshake that an EXTENDED2 message carries. */
    public static final int MAX_EXTENDED = RelayCell.DATA_MAX - 2;

    /** Reads a body of at most {@code length} bytes at {@code array[offset]}; padding may follow it. */
    public static Created2 parse(byte[] array, int offset, int length) throws MalformedCell {
        WireReader in = new WireReader(array, offset, length, "CREATED2");
        return new Created2(in.bytes(in.uint16("handshake length"), "handshake"));
    }

    /** Writes it at {@code array[offset]} and returns how many bytes that took. */
    public int write(byte[] array, int offset) {
        array[offset] = (byte) (handshake.length >>> 8);
        array[offset + 1] = (byte) handshake.length;
        System.arraycopy(handshake, 0, array, offset + 2, handshake.length);
        return 2 + handshake.length;
    }
}
