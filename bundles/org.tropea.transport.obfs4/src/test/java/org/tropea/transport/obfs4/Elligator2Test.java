package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Curve25519KeyPair;

class Elligator2Test {
    @Test
    void keysAndRepresentativesAreThoseOfObfs4proxy() {
        List<String[]> vectors = Vectors.of("key");
        int without = 0;
        for (String[] vector : vectors) {
            SessionKey key = SessionKey.of(Vectors.bytes(vector[0]), Integer.parseInt(vector[1], 16));
            if (vector[2].equals("none")) {
                assertNull(key);
                without++;
            } else {
                assertEquals(vector[2], Vectors.hex(key.publicKey()));
                assertEquals(vector[3], Vectors.hex(key.representative()));
            }
        }
        assertEquals(40, vectors.size());
        assertTrue(without > 10 && without < 30);
    }

    @Test
    void anyBytesMapToTheKeyOfObfs4proxy() {
        List<String[]> vectors = Vectors.of("rep");
        for (String[] vector : vectors) {
            assertEquals(vector[1], Vectors.hex(Elligator2.publicKey(Vectors.bytes(vector[0]))));
        }
        assertEquals(24, vectors.size());
    }

    @Test
    void aRepresentativeMapsBackToItsKey() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            SessionKey key = SessionKey.generate(random);
            assertArrayEquals(key.publicKey(), Elligator2.publicKey(key.representative()));
        }
    }

    @Test
    void topBitsAreRandomAndDoNotMatter() {
        Random random = new Random(2);
        int[] seen = new int[4];
        for (int i = 0; i < 100; i++) {
            byte[] representative = SessionKey.generate(random).representative();
            seen[representative[31] >> 6 & 3]++;
            byte[] other = representative.clone();
            other[31] ^= (byte) 0xc0;
            assertArrayEquals(Elligator2.publicKey(representative), Elligator2.publicKey(other));
        }
        assertTrue(Arrays.stream(seen).allMatch(count -> count > 5));
    }

    @Test
    void partOfLowOrderDoesNotChangeWhatIsAgreed() throws Exception {
        Random random = new Random(3);
        boolean differs = false;
        for (int i = 0; i < 20; i++) {
            SessionKey key = SessionKey.generate(random);
            Curve25519KeyPair peer = Curve25519KeyPair.generate();
            differs |= !Arrays.equals(key.publicKey(), key.pair().publicKey());
            assertArrayEquals(peer.agree(key.publicKey()), key.pair().agree(peer.publicKey()));
        }
        assertTrue(differs);
    }

    @Test
    void bothOfTwoRepresentativesAreUsed() {
        byte[] secret = Vectors.bytes(Vectors.of("key").stream()
                .filter(vector -> !vector[2].equals("none"))
                .findFirst()
                .orElseThrow()[0]);
        byte[] even = SessionKey.of(secret, 0).representative();
        byte[] odd = SessionKey.of(secret, 1).representative();
        assertNotEquals(Vectors.hex(even), Vectors.hex(odd));
        assertArrayEquals(Elligator2.publicKey(even), Elligator2.publicKey(odd));
    }
}
