package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SourceBytesTest {

    @Test
    void sameSeedMatchesAndDigestsAlike() {
        SourceBytes one = new SourceBytes(5, true);
        SourceBytes other = new SourceBytes(5, true);
        assertEquals(-1, other.mismatch(one.next(SourceBytes.CHUNK), SourceBytes.CHUNK));
        assertEquals(-1, other.mismatch(one.next(13), 13));
        assertArrayEquals(one.digest(), other.digest());
    }

    @Test
    void firstWrongByteIsNamedByItsPosition() {
        SourceBytes one = new SourceBytes(5, false);
        SourceBytes other = new SourceBytes(5, false);
        other.mismatch(one.next(SourceBytes.CHUNK), SourceBytes.CHUNK);
        byte[] second = one.next(SourceBytes.CHUNK);
        second[100] ^= 1;
        assertEquals(SourceBytes.CHUNK + 100, other.mismatch(second, SourceBytes.CHUNK));
    }

    @Test
    void chunksAndSeedsDiffer() {
        SourceBytes bytes = new SourceBytes(5, false);
        byte[] first = bytes.next(SourceBytes.CHUNK).clone();
        assertFalse(Arrays.equals(first, bytes.next(SourceBytes.CHUNK)));
        assertFalse(Arrays.equals(first, new SourceBytes(6, false).next(SourceBytes.CHUNK)));
    }
}
