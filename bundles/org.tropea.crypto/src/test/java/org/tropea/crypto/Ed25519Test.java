package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
    /** RFC 8032, section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAsRfc8032Says(String seed, String publicKey, String message, String signature) {
        Ed25519KeyPair key = Ed25519KeyPair.fromSeed(Hex.bytes(seed));
        assertEquals(publicKey, Hex.of(key.publicKey()));
        assertEquals(signature, Hex.of(key.sign(Hex.bytes(message))));
        assertTrue(Ed25519.verify(key.publicKey(), Hex.bytes(message), Hex.bytes(signature)));
    }

    @Test
    void agreesWithTheLibraryOnRandomKeys() {
        for (int i = 0; i < 50; i++) {
            byte[] seed = Randomness.bytes(32);
            byte[] message = Randomness.bytes(3 * i);
            byte[] expected = new byte[64];
            org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, expected, 0);
            assertArrayEquals(expected, Ed25519KeyPair.fromSeed(seed).sign(message));
        }
    }

    @Test
    void expandedSecretSignsLikeItsSeed() {
        Ed25519KeyPair key = Ed25519KeyPair.generate();
        Ed25519KeyPair again = Ed25519KeyPair.fromExpanded(key.expandedSecret());
        assertArrayEquals(key.publicKey(), again.publicKey());
        assertArrayEquals(key.sign(new byte[] {1, 2, 3}), again.sign(new byte[] {1, 2, 3}));
    }

    @Test
    void refusesEveryFlippedByteOfASignature() {
        Ed25519KeyPair key = Ed25519KeyPair.generate();
        byte[] message = {7};
        byte[] signature = key.sign(message);
        for (int i = 0; i < signature.length; i++) {
            byte[] bad = signature.clone();
            bad[i] ^= 1;
            assertFalse(Ed25519.verify(key.publicKey(), message, bad), "byte " + i);
        }
        assertFalse(Ed25519.verify(key.publicKey(), new byte[] {8}, signature));
        assertFalse(Ed25519.verify(key.publicKey(), message, new byte[63]));
    }

    @Test
    void aKeyWithAPartOfSmallOrderIsNoneOfPrimeOrder() {
        byte[] key = Ed25519KeyPair.generate().publicKey();
        assertTrue(Ed25519.isOfPrimeOrder(key));
        assertFalse(Ed25519.isOfPrimeOrder(plusOrderTwo(key)));
        assertFalse(Ed25519.isOfPrimeOrder(
                Hex.bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"))); // of order eight
        assertFalse(Ed25519.isOfPrimeOrder(new byte[31]));
    }

    /** The point plus (0, -1): both its coordinates negated. */
    private static byte[] plusOrderTwo(byte[] key) {
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        BigInteger y = EdwardsPoint.littleEndian(key).clearBit(255);
        byte[] sum = EdwardsPoint.littleEndian(p.subtract(y));
        sum[31] |= (byte) ((1 - Ed25519.signBit(key)) << 7);
        return sum;
    }

    @Test
    void prefixIsPartOfWhatIsSigned() {
        Ed25519KeyPair key = Ed25519KeyPair.generate();
        byte[] signature = key.sign("prefix", new byte[] {1});
        assertTrue(Ed25519.verify(key.publicKey(), "prefix", new byte[] {1}, signature));
        assertFalse(Ed25519.verify(key.publicKey(), "other", new byte[] {1}, signature));
    }

    @Test
    void curve25519KeySignsAsItsConvertedPublicKey() {
        boolean[] seen = new boolean[2];
        for (int i = 0; i < 40; i++) {
            Curve25519KeyPair onion = Curve25519KeyPair.generate();
            Ed25519KeyPair signer = Ed25519KeyPair.fromCurve25519(onion);
            int bit = Ed25519.signBit(signer.publicKey());
            seen[bit] = true;
            byte[] converted = Ed25519.fromCurve25519(onion.publicKey(), bit);
            assertArrayEquals(signer.publicKey(), converted);
            assertTrue(Ed25519.verify(converted, new byte[] {5}, signer.sign(new byte[] {5})));
        }
        assertTrue(seen[0] && seen[1], "both sign bits occur");
    }
}
