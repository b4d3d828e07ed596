package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RFC 4231, cases 2 and 6. */
class HmacTest {
    @Test
    void aShortKeyAndPartsOfAMessage() {
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Hex.of(Digests.hmacSha256(ascii("Jefe"), ascii("what do ya want "), ascii("for nothing?"))));
    }

    @Test
    void aKeyLongerThanABlockIsHashed() {
        byte[] key = new byte[131];
        Arrays.fill(key, (byte) 0xaa);
        assertEquals(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                Hex.of(Digests.hmacSha256(key, ascii("Test Using Larger Than Block-Size Key - Hash Key First"))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
