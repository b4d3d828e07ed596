package org.tropea.itests.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.tropea.cell.Cell;

/**
 * What relay cells of the generator hold: 509 bytes that follow from circuit, number and direction, and that a relay in
 * between takes for another's, as their "recognized" field is never zero.
 */
final class Payload {
    static final byte FORWARD = 1;
    static final byte BACKWARD = 2;

    private static final int MARK = 0xa5a5a5a5;
    private static final int HEADER = 17;
    private static final int POOL = 1 << 16;

    private final byte[] pool = new byte[POOL + Cell.PAYLOAD];
    private final byte[] expected = new byte[HEADER];

    Payload() {
        new Random(1).nextBytes(pool);
    }

    /** Which circuit the payload is of. */
    static int index(byte[] array, int at) {
        return ByteBuffer.wrap(array).getInt(at + 4);
    }

    /** The header of a cell. */
    static void header(byte[] cell, int circuit, int command) {
        ByteBuffer.wrap(cell).putInt(circuit).put((byte) command);
    }

    /** Writes the payload of that circuit's cell {@code number} in one direction. */
    void fill(byte[] array, int at, int circuit, long number, byte direction) {
        describe(array, at, circuit, number, direction);
        System.arraycopy(pool, start(circuit, number), array, at + HEADER, Cell.PAYLOAD - HEADER);
    }

    private static void describe(byte[] array, int at, int circuit, long number, byte direction) {
        ByteBuffer.wrap(array).putInt(at, MARK).putInt(at + 4, circuit).putLong(at + 8, number);
        array[at + 16] = direction;
    }

    private static int start(int circuit, long number) {
        return (int) (circuit * 31L + number * 977L) & POOL - 1;
    }

    /** Compares every byte. @throws IllegalStateException when one differs */
    void require(byte[] array, int at, int circuit, long number, byte direction) {
        describe(expected, 0, circuit, number, direction);
        int from = start(circuit, number);
        boolean equal = Arrays.equals(array, at, at + HEADER, expected, 0, HEADER)
                && Arrays.equals(array, at + HEADER, at + Cell.PAYLOAD, pool, from, from + Cell.PAYLOAD - HEADER);
        if (!equal) {
            throw new IllegalStateException("circuit " + circuit + ": cell " + number
                    + (direction == FORWARD ? " onward" : " back") + " is not what was sent");
        }
    }
}
