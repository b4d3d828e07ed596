package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;

/** Against RFC 7748's vectors, BouncyCastle, and for the field the JDK's integers. */
class X25519LadderTest {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private final Random random = new Random(7748);

    @Test
    void vectorsOfTheRfc() {
        assertEquals(
                "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
                x25519(
                        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
        assertEquals(
                "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
                x25519(
                        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"));
    }

    private static String x25519(String secret, String u) {
        return Hex.of(X25519Ladder.x25519(Hex.bytes(secret), Hex.bytes(u)));
    }

    @Test
    void aThousandTimesOverItself() {
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = k.clone();
        for (int i = 0; i < 1_000; i++) {
            byte[] next = X25519Ladder.x25519(k, u);
            u = k;
            k = next;
        }
        assertEquals("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", Hex.of(k));
    }

    @Test
    void whatBouncyCastleAnswersForRandomPoints() {
        for (int i = 0; i < 1_000; i++) {
            sameAsBouncyCastle(bytes());
        }
    }

    @Test
    void whatBouncyCastleAnswersAtTheEdges() {
        for (int i = -40; i <= 40; i++) {
            sameAsBouncyCastle(little(BigInteger.valueOf(i).mod(BigInteger.TWO.pow(256))));
            sameAsBouncyCastle(little(P.add(BigInteger.valueOf(i))));
            sameAsBouncyCastle(little(BigInteger.TWO.pow(255).add(BigInteger.valueOf(40 + i))));
            sameAsBouncyCastle(little(BigInteger.TWO.pow(51 * (i + 40) / 20).subtract(BigInteger.ONE)));
        }
    }

    private void sameAsBouncyCastle(byte[] u) {
        byte[] secret = bytes();
        byte[] expected = new byte[32];
        X25519.scalarMult(secret, 0, u, 0, expected, 0);
        assertArrayEquals(expected, X25519Ladder.x25519(secret, u), () -> Hex.of(secret) + " " + Hex.of(u));
    }

    @Test
    void productsOfTheLargestLimbsThatAreAllowed() {
        for (int i = 0; i < 2_000; i++) {
            long[] a = limbs(i);
            long[] b = limbs(i + 1);
            long[] out = new long[Field25519.LIMBS];
            Field25519.multiply(a, b, out);
            assertEquals(value(a).multiply(value(b)).mod(P), value(Field25519.encode(out)));
            Field25519.square(a, out);
            assertEquals(value(a).pow(2).mod(P), value(Field25519.encode(out)));
            Field25519.multiply(a, 121_666, out);
            assertEquals(value(a).multiply(BigInteger.valueOf(121_666)).mod(P), value(Field25519.encode(out)));
        }
    }

    /** Every third time all ones. */
    private long[] limbs(int i) {
        long[] limbs = new long[Field25519.LIMBS];
        for (int j = 0; j < limbs.length; j++) {
            limbs[j] = (i % 3 == 0 ? -1L : random.nextLong()) & (1L << 53) - 1;
        }
        return limbs;
    }

    private static BigInteger value(long[] limbs) {
        BigInteger value = BigInteger.ZERO;
        for (int i = Field25519.LIMBS - 1; i >= 0; i--) {
            value = value.shiftLeft(51).add(BigInteger.valueOf(limbs[i]));
        }
        return value;
    }

    private static BigInteger value(byte[] little) {
        byte[] big = new byte[33];
        for (int i = 0; i < 32; i++) {
            big[32 - i] = little[i];
        }
        return new BigInteger(big);
    }

    private static byte[] little(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
