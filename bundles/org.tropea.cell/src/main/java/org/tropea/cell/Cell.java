package org.tropea.cell;

/**
 * A pooled slot for one fixed-length cell in its wire image of link protocol 4 and later: 4 bytes of circuit id,
 * 1 byte of command, 509 bytes of payload (tor-spec 3). Owned by exactly one loop at a time: by a {@link CellPool}
 * while free, by a {@link CellQueue} while queued.
 */
public final class Cell {
    /** Bytes of a fixed-length cell on the wire. */
    public static final int SIZE = 514;
    /** Bytes before the payload: circuit id and command. */
    public static final int HEADER = 5;
    /** Bytes of payload. */
    public static final int PAYLOAD = 509;

    /** The wire image, {@link #SIZE} bytes. */
    public final byte[] bytes = new byte[SIZE];

    /** When this cell was queued, in the loop's nanoseconds. */
    long queuedAt;

    /** The next cell of the queue or free list that holds this one. */
    Cell next;

    /** The circuit id of the wire image at {@code offset}. */
    public static int circuitId(byte[] array, int offset) {
        return (array[offset] & 0xff) << 24
                | (array[offset + 1] & 0xff) << 16
                | (array[offset + 2] & 0xff) << 8
                | (array[offset + 3] & 0xff);
    }

    /** The command of the wire image at {@code offset}, 0 to 255; see {@link CellCommand}. */
    public static int command(byte[] array, int offset) {
        return array[offset + 4] & 0xff;
    }

    /** Writes circuit id and command into this cell's header. */
    public Cell header(int circuitId, int command) {
        bytes[0] = (byte) (circuitId >>> 24);
        bytes[1] = (byte) (circuitId >>> 16);
        bytes[2] = (byte) (circuitId >>> 8);
        bytes[3] = (byte) circuitId;
        bytes[4] = (byte) command;
        return this;
    }

    /** This cell's circuit id. */
    public int circuitId() {
        return circuitId(bytes, 0);
    }

    /** This cell's command. */
    public int command() {
        return command(bytes, 0);
    }

    /** When this cell was queued, in the owner loop's nanoseconds. */
    public long queuedAt() {
        return queuedAt;
    }
}
