package org.tropea.crypto.cert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tropea.crypto.Faults.assertFault;

import org.junit.jupiter.api.Test;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Hex;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

class RsaCrossCertTest {
    private static final long NOW = 1_601_000_000;
    private static final byte[] ED_ID = Hex.bytes("DCB604DB2034B00FD16986D4ADB9D16B21CB4E4457A33DEC0F538903683E96E9");
    private static final byte[] RSA_DER = Hex.bytes("30818902818100d38b1e6ceb946e0db0751f4cbace3dcb9688b6c25304227b"
            + "4710c35afb73627e50500f5913e158b621802612d1c75827003703338375237552eb3cd3c12f6ab3604e60c1a2d26bb1fbad"
            + "206ff023969a90909d6a65a5458a5312c26ebd3a3dad30302d4515cdcd264146ac18e6fc60a04bd3ec327f04294d96ba5aa2"
            + "5b464c3f0203010001");
    /** A cross-certificate of a C tor relay. */
    private static final byte[] CERT = Hex.bytes("DCB604DB2034B00FD16986D4ADB9D16B21CB4E4457A33DEC0F538903683E96E9"
            + "0006DA3A 80"
            + "5CF6006F9179066534DE6B45AD47A5C469063EE462762723396DC9F25452A0A5"
            + "2DA3F5087DD239F2A311F6B0D4DFEFF4ABD089DC3D0237A0ABAB19EB2045B91C"
            + "DCAF04BE0A72D548A27BF2E77BD876ECFE5E1BE622350DA6BF31F6E306ED8964"
            + "88DD5B39409B23FC3EB7B2C9F7328EB18DA36D54D80575899EA6507CCBFCDF1F");

    @Test
    void readsOneOfCTor() throws CryptoFault {
        RsaCrossCert.parse(CERT).check(RsaPublicKey.fromDer(RSA_DER), ED_ID, NOW);
    }

    @Test
    void signsWhatItCanRead() throws CryptoFault {
        RsaKeyPair identity = RsaKeyPair.generate(1024);
        RsaCrossCert cert = RsaCrossCert.sign(identity, ED_ID, NOW);
        RsaCrossCert.parse(cert.encoded()).check(identity.publicKey(), ED_ID, NOW);
        assertArrayEquals(ED_ID, cert.ed25519Id());
    }

    @Test
    void everyFlippedBitIsRefused() throws CryptoFault {
        RsaPublicKey key = RsaPublicKey.fromDer(RSA_DER);
        for (int bit = 0; bit < CERT.length * 8; bit++) {
            byte[] bad = CERT.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CryptoFault.class, () -> RsaCrossCert.parse(bad).check(key, ED_ID, NOW), "bit " + bit);
        }
    }

    @Test
    void eachFaultHasItsOwnMessage() throws CryptoFault {
        RsaPublicKey key = RsaPublicKey.fromDer(RSA_DER);
        RsaCrossCert cert = RsaCrossCert.parse(CERT);
        assertFault("another Ed25519 identity", () -> cert.check(key, new byte[32], NOW));
        assertFault("expired", () -> cert.check(key, ED_ID, cert.expires() + 1));
        assertFault("bad signature", () -> cert.check(RsaKeyPair.generate(1024).publicKey(), ED_ID, NOW));
        assertFault("there are 129", () -> RsaCrossCert.parse(Bytes.concat(CERT, new byte[1])));
        assertFault("needs more than 36", () -> RsaCrossCert.parse(new byte[36]));
    }
}
