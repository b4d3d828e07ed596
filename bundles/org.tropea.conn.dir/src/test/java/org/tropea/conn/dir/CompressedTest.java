package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressedTest {
    private final Compressed compressed = new Compressed();
    private final byte[] document = {1};
    private final byte[] form = {2};

    @Test
    void whoThrowsLeavesNobodyBehindWithoutAnAnswer() {
        assertFalse(compressed.join(document, Encoding.GZIP, bytes -> {}));
        List<byte[]> got = new ArrayList<>();
        assertTrue(compressed.join(document, Encoding.GZIP, got::add));
        assertTrue(compressed.join(document, Encoding.GZIP, bytes -> {
            throw new IllegalStateException("it has gone");
        }));
        assertTrue(compressed.join(document, Encoding.GZIP, got::add));
        compressed.made(document, Encoding.GZIP, form);
        assertEquals(List.of(form, form), got);
    }
}
