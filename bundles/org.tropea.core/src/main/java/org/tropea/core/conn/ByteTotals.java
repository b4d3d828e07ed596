package org.tropea.core.conn;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes moved by the connections of one type in one loop: counted by that loop, read by any thread. */
final class ByteTotals {
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    void countRead(int bytes) {
        read.setOpaque(read.getPlain() + bytes);
    }

    void countWritten(int bytes) {
        written.setOpaque(written.getPlain() + bytes);
    }

    long read() {
        return read.getOpaque();
    }

    long written() {
        return written.getOpaque();
    }
}
