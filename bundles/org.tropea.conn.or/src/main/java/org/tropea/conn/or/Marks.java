package org.tropea.conn.or;

import org.tropea.cell.Cell;
import org.tropea.flow.channel.CellLinkEvents;

/** How much may wait in an outbuf, in bytes. */
final class Marks {
    /**
     * What sealing adds to a record, rounded up; without it a last cell would not fit. 29 bytes in TLS 1.2, 22 in 1.3,
     * where the JDK pads by 16 more.
     */
    private static final int RECORD_OVERHEAD = 40;

    /**
     * Where {@link OrConnection#room} ends: four full records. C tor's 32 KiB is two records and two cells; whole records
     * are cheaper, and twice as many halve the wake-ups of a busy link while they last half a millisecond at 1 Gbit/s.
     */
    static final int HIGH_WATER = 4 * (LoopBuffers.RECORD_CELLS * Cell.SIZE + RECORD_OVERHEAD);
    /** At or below this, {@link CellLinkEvents#writable} tells of new room to whom was said that there is none. */
    static final int LOW_WATER = HIGH_WATER / 2;

    private Marks() {}
}
