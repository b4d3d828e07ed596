package org.tropea.cell;

/**
 * The body of a CREATE2 cell, and the tail of an EXTEND2 message (tor-spec 5.1): handshake type 2 bytes, length 2
 * bytes,
 * handshake. Immutable by agreement: nobody writes into the array.
 *
 * @param type the handshake: {@link #NTOR} and others
 * @param handshake what the client sends, at most {@link #MAX} bytes
 */
public record Create2(int type, byte[] handshake) {
    /** The handshake type TAP, which nobody takes any more. */
    public static final int TAP = 0;
    /** The handshake type of CREATE_FAST, which may not stand in CREATE2. */
    public static final int FAST = 1;
    /** The handshake type ntor. */
    public static final int NTOR = 2;
    /** The handshake type ntor-v3. */
    public static final int NTOR_V3 = 3;
    /** The most bytes of handshake. */
    public static final int MAX = Cell.PAYLOAD - 4;
    /** Bytes of an ntor handshake. */
    public static final int NTOR_LENGTH = 84;

    /** Reads a CREATE2 body of at most {@code length} bytes at {@code array[offset]}; padding may follow it. */
    public static Create2 parse(byte[] array, int offset, int length) throws MalformedCell {
        return parse(new WireReader(array, offset, length, "CREATE2"));
    }

    static Create2 parse(WireReader in) throws MalformedCell {
        int type = in.uint16("handshake type");
        int length = in.uint16("handshake length");
        if (type == TAP || type == FAST) {
            throw new MalformedCell("CREATE2: handshake type " + type + ", accepted are " + NTOR + " and above");
        }
        if (type == NTOR && length != NTOR_LENGTH) {
            throw new MalformedCell("CREATE2: an ntor handshake of " + length + " bytes, it has " + NTOR_LENGTH);
        }
        return new Create2(type, in.bytes(length, "handshake"));
    }

    /** Writes it at {@code array[offset]} and returns how many bytes that took. */
    public int write(byte[] array, int offset) {
        array[offset] = (byte) (type >>> 8);
        array[offset + 1] = (byte) type;
        array[offset + 2] = (byte) (handshake.length >>> 8);
        array[offset + 3] = (byte) handshake.length;
        System.arraycopy(handshake, 0, array, offset + 4, handshake.length);
        return 4 + handshake.length;
    }
}
