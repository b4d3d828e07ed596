package org.tropea.cell;

import java.util.Arrays;

/**
 * The layout of a relay cell's payload (tor-spec 6.1): command 1, recognized 2, stream id 2, digest 4, length 2,
 * data 498. Offsets count from the payload's first byte; every accessor takes the array and where the payload starts.
 */
public final class RelayCell {
    public static final int COMMAND = 0;
    public static final int RECOGNIZED = 1;
    public static final int STREAM_ID = 3;
    public static final int DIGEST = 5;
    public static final int LENGTH = 9;
    /** Bytes before the data. */
    public static final int HEADER = 11;
    /** The most bytes of data one relay cell carries. */
    public static final int DATA_MAX = Cell.PAYLOAD - HEADER;

    private RelayCell() {}

    /** The relay command; see {@link RelayCommand}. */
    public static int command(byte[] array, int payload) {
        return array[payload + COMMAND] & 0xff;
    }

    /** The stream id; 0 for commands of the circuit. */
    public static int streamId(byte[] array, int payload) {
        return uint16(array, payload + STREAM_ID);
    }

    /** The length the sender claims, 0 to 65535: check it against {@link #DATA_MAX} before use. */
    public static int length(byte[] array, int payload) {
        return uint16(array, payload + LENGTH);
    }

    /**
     * Writes a header with an empty digest before {@code length} bytes of data that are already in place, and zeroes
     * what follows them.
     */
    public static void header(byte[] array, int payload, int command, int streamId, int length) {
        array[payload + COMMAND] = (byte) command;
        array[payload + RECOGNIZED] = 0;
        array[payload + RECOGNIZED + 1] = 0;
        array[payload + STREAM_ID] = (byte) (streamId >>> 8);
        array[payload + STREAM_ID + 1] = (byte) streamId;
        Arrays.fill(array, payload + DIGEST, payload + LENGTH, (byte) 0);
        array[payload + LENGTH] = (byte) (length >>> 8);
        array[payload + LENGTH + 1] = (byte) length;
        Arrays.fill(array, payload + HEADER + length, payload + Cell.PAYLOAD, (byte) 0);
    }

    private static int uint16(byte[] array, int at) {
        return (array[at] & 0xff) << 8 | (array[at + 1] & 0xff);
    }
}
