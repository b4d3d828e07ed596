package org.tropea.conn.or;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.tropea.cell.Cell;
import org.tropea.flow.tls.TlsEngine;

/**
 * Heap buffers that the OR connections of one loop lend each other, so that idle connections cost none. Touched only by
 * that loop.
 */
final class LoopBuffers {
    /** Cells that make one TLS record of the best size: the most that fit into 16,384 bytes. */
    static final int RECORD_CELLS = 31;

    /** No bytes at all; never written to. */
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final int KEEP = 64;

    private final ArrayDeque<ByteBuffer> staging = new ArrayDeque<>(KEEP);
    private final Wraps wraps = new Wraps();
    private ByteBuffer plain = newPlain();

    /** A buffer for opened bytes: a rest of the longest cell, and a record behind it. */
    private static ByteBuffer newPlain() {
        return ByteBuffer.allocate(CellFramer.LONGEST_CELL + 2 * TlsEngine.RECORD_MAX);
    }

    /** The buffer for opened bytes, until {@link #givePlain}. */
    ByteBuffer takePlain() {
        ByteBuffer taken = plain == null ? newPlain() : plain;
        plain = null;
        return taken.clear();
    }

    void givePlain(ByteBuffer buffer) {
        plain = buffer;
    }

    /** The extents that records are opened from and sealed into, as ByteBuffers. */
    Wraps wraps() {
        return wraps;
    }

    /** An empty buffer for cells that wait to be sealed, until {@link #giveStaging}. */
    ByteBuffer takeStaging() {
        ByteBuffer free = staging.pollLast();
        return free == null ? ByteBuffer.allocate(RECORD_CELLS * Cell.SIZE) : free.clear();
    }

    void giveStaging(ByteBuffer buffer) {
        if (staging.size() < KEEP) {
            staging.addLast(buffer);
        }
    }
}
