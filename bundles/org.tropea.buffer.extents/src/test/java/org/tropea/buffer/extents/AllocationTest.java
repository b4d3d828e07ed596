package org.tropea.buffer.extents;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.testkit.Allocation;

/** Once the pool is warm, data flows through buffers without allocation. */
class AllocationTest {
    private static final int ROUNDS = 20_000;
    private static final int RECORD = 16_406;

    private final BufferPool pool = new ExtentLayer().pool(() -> 0);
    private final Buffer in = pool.buffer();
    private final Buffer out = pool.buffer();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(128 * 1024);
    private final ByteBuffer[] views = new ByteBuffer[16];

    @Test
    void aStreamOfRecordsAllocatesNothing() throws Exception {
        run(this::records, "16,406-byte record in, pulled up, moved, gathered out");
    }

    @Test
    void aStreamOfCellsAllocatesNothing() throws Exception {
        byte[] cell = new byte[514];
        run(
                () -> {
                    out.append(cell, 0, cell.length);
                    out.drain(cell.length);
                },
                "514-byte cell appended and drained");
    }

    private void records() {
        scratch.clear().limit(60_000);
        in.append(scratch);
        while (in.length() >= RECORD) {
            in.pullUp(RECORD);
            in.moveTo(out, RECORD);
        }
        scratch.clear();
        int count = out.views(views);
        for (int i = 0; i < count && views[i].remaining() <= scratch.remaining(); i++) {
            scratch.put(views[i]);
        }
        out.drain(scratch.position());
    }

    private static void run(Runnable round, String what) throws Exception {
        Allocation.requireBelow(
                0.5, "bytes a round: " + what, () -> (double) Allocation.of(() -> repeat(round)) / ROUNDS);
    }

    private static void repeat(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
    }
}
