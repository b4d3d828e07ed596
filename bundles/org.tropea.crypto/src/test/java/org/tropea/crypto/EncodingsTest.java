package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {
    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"'','',''", "f,Zg,my", "fo,Zm8,mzxq", "foo,Zm9v,mzxw6", "foobar,Zm9vYmFy,mzxw6ytboi"})
    void baseEncodingsGiveKnownAnswers(String text, String base64, String base32) throws CryptoFault {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertEquals(base64, Encodings.base64(bytes));
        assertEquals(base32, Encodings.base32(bytes));
        assertArrayEquals(bytes, Encodings.fromBase64(base64, "text"));
        assertArrayEquals(bytes, Encodings.fromBase32(base32, "text"));
    }

    @Test
    void hexIsUpperCaseAndReadInEitherCase() throws CryptoFault {
        assertEquals("00FF1A", Encodings.hex(new byte[] {0, -1, 26}));
        assertArrayEquals(new byte[] {0, -1, 26}, Encodings.fromHex("00fF1a", "id"));
    }

    @Test
    void faultsNameTheText() {
        assertTrue(assertThrows(CryptoFault.class, () -> Encodings.fromHex("0", "the id"))
                .getMessage()
                .startsWith("the id"));
        assertThrows(CryptoFault.class, () -> Encodings.fromBase64("a b", "x"));
        assertThrows(CryptoFault.class, () -> Encodings.fromBase32("1", "x"));
        assertThrows(CryptoFault.class, () -> Encodings.fromBase32("a", "x"));
    }

    @Test
    void armorComesBack() throws CryptoFault {
        byte[] body = Randomness.bytes(100);
        String text = Armor.encode("ED25519 CERT", body);
        assertTrue(text.startsWith("-----BEGIN ED25519 CERT-----\n"));
        assertEquals(64, text.split("\n")[1].length());
        assertArrayEquals(body, Armor.decode("ED25519 CERT", text));
        assertArrayEquals(body, Armor.decode("ED25519 CERT", text.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @CsvSource({"''", "-----BEGIN X-----", "-----BEGIN X-----END X-----", "-----BEGIN X-----!-----END X-----"})
    void badArmorIsRefused(String text) {
        assertThrows(CryptoFault.class, () -> Armor.decode("X", text));
    }

    @Test
    void comparesByContents() {
        assertTrue(Bytes.constantTimeEquals(new byte[] {1, 2}, new byte[] {1, 2}));
        assertFalse(Bytes.constantTimeEquals(new byte[] {1, 2}, new byte[] {1, 3}));
        assertTrue(Bytes.constantTimeEquals(new byte[] {9, 1, 2}, 1, new byte[] {1, 2}, 0, 2));
        assertFalse(Bytes.constantTimeEquals(new byte[] {9, 1, 2}, 0, new byte[] {1, 2}, 0, 2));
        assertTrue(Bytes.isZero(new byte[4]));
        assertFalse(Bytes.isZero(new byte[] {0, 0, 64}));
    }

    @Test
    void digestsGiveKnownAnswers() {
        byte[] abc = {'a', 'b', 'c'};
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Hex.of(Digests.sha1(abc)));
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Hex.of(Digests.sha256(new byte[] {'a'}, new byte[] {'b', 'c'})));
    }

    @Test
    void peekingLeavesARunningDigestAlone() {
        MessageDigest running = Digests.newSha256();
        running.update((byte) 'a');
        Digests.peek(running);
        running.update(new byte[] {'b', 'c'});
        assertArrayEquals(Digests.sha256(new byte[] {'a', 'b', 'c'}), Digests.peek(running));
    }
}
