package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;

/** A view of a part of an array, the same object again while the array is the same: nothing is allocated per write. */
final class Window {
    private ByteBuffer view = ByteBuffer.allocate(0);

    /** {@code length} bytes of {@code array} from {@code from} on; the view that was returned before moves there. */
    ByteBuffer over(byte[] array, int from, int length) {
        if (view.array() != array) {
            view = ByteBuffer.wrap(array);
        }
        return view.limit(from + length).position(from);
    }
}
