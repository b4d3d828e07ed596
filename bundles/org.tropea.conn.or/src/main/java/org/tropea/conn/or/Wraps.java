package org.tropea.conn.or;

import java.nio.ByteBuffer;

/**
 * The arrays seen lately, each as a ByteBuffer: extents come back again and again, and wrapping allocates. One for all
 * connections of a loop, so that an idle one pins no extent; keeps at most {@value #KEPT} arrays alive.
 */
final class Wraps {
    private static final int KEPT = 32;

    private final ByteBuffer[] kept = new ByteBuffer[KEPT];
    /** Whose place the next new one takes; while there are gaps, the first gap. */
    private int victim;

    /** {@code length} bytes of {@code array} from {@code offset} on; valid until the next call. */
    ByteBuffer of(byte[] array, int offset, int length) {
        return find(array).clear().position(offset).limit(offset + length);
    }

    private ByteBuffer find(byte[] array) {
        for (int i = 0; i < KEPT && kept[i] != null; i++) {
            if (kept[i].array() == array) {
                return toFront(i, kept[i]);
            }
        }
        int gap = victim;
        victim = (victim + 1) % KEPT;
        return toFront(gap, ByteBuffer.wrap(array));
    }

    private ByteBuffer toFront(int from, ByteBuffer buffer) {
        kept[from] = kept[0];
        kept[0] = buffer;
        return buffer;
    }
}
