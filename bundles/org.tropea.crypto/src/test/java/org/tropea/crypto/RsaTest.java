package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RsaTest {
    private static final RsaKeyPair KEY = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);

    @Test
    void identityKeysHave1024BitsAndTheUsualExponent() {
        assertEquals(1024, KEY.publicKey().bits());
        assertEquals(BigInteger.valueOf(65537), KEY.publicKey().exponent());
        assertEquals(140, KEY.publicKey().der().length);
    }

    @Test
    void pemComesBack() throws CryptoFault {
        assertEquals(KEY.pem(), RsaKeyPair.fromPem(KEY.pem()).pem());
        assertEquals(KEY.publicKey(), RsaPublicKey.fromPem(KEY.publicKey().pem()));
    }

    @Test
    void signatureCarriesTheBareDigest() throws CryptoFault {
        byte[] digest = Digests.sha1(new byte[] {1});
        byte[] signature = KEY.sign(digest);
        assertEquals(128, signature.length);
        assertArrayEquals(digest, KEY.publicKey().recover(signature));
        BigInteger block = new BigInteger(1, signature)
                .modPow(KEY.publicKey().exponent(), KEY.publicKey().modulus());
        assertEquals("1" + "ff".repeat(105) + "00" + Hex.of(digest), block.toString(16));
    }

    @Test
    void refusesOtherDigestsKeysAndLengths() {
        byte[] digest = Digests.sha256(new byte[] {1});
        byte[] signature = KEY.sign(digest);
        assertTrue(KEY.publicKey().verify(digest, signature));
        assertFalse(KEY.publicKey().verify(Digests.sha256(new byte[] {2}), signature));
        assertFalse(RsaKeyPair.generate(1024).publicKey().verify(digest, signature));
        assertFalse(KEY.publicKey().verify(digest, new byte[127]));
        assertFalse(KEY.publicKey().verify(digest, new byte[128]));
    }

    @Test
    void refusesDamagedKeys() {
        byte[] der = KEY.der();
        int refused = 0;
        for (int i = 8; i < der.length; i++) {
            byte[] bad = der.clone();
            bad[i] ^= 4;
            refused += assertThrows(CryptoFault.class, () -> RsaKeyPair.fromDer(bad), "byte " + i) == null ? 0 : 1;
        }
        assertEquals(der.length - 8, refused);
    }

    @Test
    void refusesPublicKeysThatAreNotExact() {
        byte[] der = KEY.publicKey().der();
        assertThrows(CryptoFault.class, () -> RsaPublicKey.fromDer(Bytes.concat(der, new byte[1])));
        assertThrows(CryptoFault.class, () -> RsaPublicKey.fromDer(Bytes.slice(der, 0, der.length - 1)));
        assertThrows(CryptoFault.class, () -> RsaPublicKey.fromDer(new byte[0]));
        assertThrows(
                CryptoFault.class,
                () -> new RsaPublicKey(BigInteger.ONE.shiftLeft(5000).add(BigInteger.ONE), BigInteger.valueOf(3)));
        assertThrows(
                CryptoFault.class,
                () -> new RsaPublicKey(BigInteger.ONE.shiftLeft(100).add(BigInteger.ONE), BigInteger.valueOf(3)));
    }
}
