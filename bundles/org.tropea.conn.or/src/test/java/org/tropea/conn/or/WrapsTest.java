package org.tropea.conn.or;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WrapsTest {
    private final Wraps wraps = new Wraps();

    @Test
    void anArrayThatComesBackIsNotWrappedAgain() {
        byte[][] arrays = new byte[5][100];
        ByteBuffer[] first = new ByteBuffer[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            first[i] = wraps.of(arrays[i], 0, 100);
            assertSame(arrays[i], first[i].array());
        }
        for (int i : new int[] {2, 0, 4, 1, 3, 3}) {
            assertSame(first[i], wraps.of(arrays[i], 0, 100));
        }
    }

    @Test
    void itShowsThePartAskedFor() {
        byte[] array = new byte[100];
        wraps.of(array, 0, 10);
        ByteBuffer part = wraps.of(array, 20, 30);
        assertEquals(20, part.position());
        assertEquals(50, part.limit());
    }

    @Test
    void whatWasNotSeenForLongIsLetGo() {
        byte[] array = new byte[1];
        ByteBuffer wrapped = wraps.of(array, 0, 1);
        for (int i = 0; i < 100; i++) {
            wraps.of(new byte[1], 0, 1);
        }
        assertNotSame(wrapped, wraps.of(array, 0, 1));
    }
}
