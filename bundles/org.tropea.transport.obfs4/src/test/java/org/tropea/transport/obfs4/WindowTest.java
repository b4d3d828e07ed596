package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void movesOverAnArrayWithoutAnotherObject() {
        byte[] array = {0, 1, 2, 3, 4};
        Window window = new Window();
        ByteBuffer first = window.over(array, 3, 2);
        assertEquals(3, first.get());
        ByteBuffer second = window.over(array, 0, 1);
        assertSame(first, second);
        assertEquals(0, second.get());
        assertEquals(0, second.remaining());
        assertEquals(7, window.over(new byte[] {7}, 0, 1).get());
    }
}
