package org.tropea.cell;

import java.util.Arrays;

/** Reads big-endian fields of one cell within bounds; whatever would go past the end is a {@link MalformedCell}. */
final class WireReader {
    private final byte[] array;
    private final int end;
    private final String what;
    private int at;

    /** Reads {@code length} bytes from {@code offset}; {@code what} names the cell in faults. */
    WireReader(byte[] array, int offset, int length, String what) {
        this.array = array;
        this.at = offset;
        this.end = offset + length;
        this.what = what;
    }

    int uint8(String field) throws MalformedCell {
        return array[take(1, field)] & 0xff;
    }

    int uint16(String field) throws MalformedCell {
        int from = take(2, field);
        return (array[from] & 0xff) << 8 | array[from + 1] & 0xff;
    }

    byte[] bytes(int length, String field) throws MalformedCell {
        int from = take(length, field);
        return Arrays.copyOfRange(array, from, from + length);
    }

    private int take(int length, String field) throws MalformedCell {
        if (length > end - at) {
            throw new MalformedCell(
                    what + ": " + field + " needs " + length + " bytes, but " + (end - at) + " are left");
        }
        int from = at;
        at += length;
        return from;
    }
}
