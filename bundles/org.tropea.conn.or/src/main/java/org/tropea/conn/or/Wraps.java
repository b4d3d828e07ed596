package org.tropea.conn.or;

import java.nio.ByteBuffer;

/** The last array seen as a ByteBuffer: extents are used many times in a row, and wrapping allocates. */
final class Wraps {
    private ByteBuffer last;

    /** {@code length} bytes of {@code array} from {@code offset} on; valid until the next call. */
    ByteBuffer of(byte[] array, int offset, int length) {
        if (last == null || last.array() != array) {
            last = ByteBuffer.wrap(array);
        }
        return last.clear().position(offset).limit(offset + length);
    }

    void forget() {
        last = null;
    }
}
