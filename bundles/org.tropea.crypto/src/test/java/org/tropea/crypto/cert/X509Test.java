package org.tropea.crypto.cert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.crypto.Faults.assertFault;

import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.RsaKeyPair;

class X509Test {
    private static final long NOW = 1_763_810_000;
    private static final long DAY = 86_400;
    private static final RsaKeyPair IDENTITY = RsaKeyPair.generate(1024);

    private static byte[] certificate(RsaKeyPair key, long start, long end) {
        return X509Issuer.issue(key.publicKey(), "www.a.com", key, "www.a.com", new long[] {start, end});
    }

    @Test
    void identityCertificateIsAccepted() throws CryptoFault {
        byte[] der = X509Issuer.identity(IDENTITY, X509Issuer.randomHostname(".com"), NOW);
        assertEquals(IDENTITY.publicKey(), X509Checker.identity(der, NOW));
    }

    @Test
    void looksAsCTorsDo() throws CryptoFault {
        for (int i = 0; i < 50; i++) {
            String name = X509Issuer.randomHostname(".net");
            assertTrue(name.matches("www\\.[a-z2-7]{8,20}\\.net"), name);
            X509Certificate certificate = X509Checker.parse(
                    X509Issuer.issue(IDENTITY.publicKey(), name, IDENTITY, "www.b.com", NOW, 100 * DAY));
            long start = certificate.getNotBefore().getTime() / 1000;
            assertEquals(0, start % DAY);
            assertTrue(start <= NOW && start > NOW - 99 * DAY, "starts " + start);
            assertEquals(start + 100 * DAY, certificate.getNotAfter().getTime() / 1000);
            assertEquals("SHA256withRSA", certificate.getSigAlgName());
            assertEquals("CN=" + name, certificate.getSubjectX500Principal().getName());
            assertEquals(3, certificate.getVersion());
        }
    }

    @Test
    void timeIsCheckedWithSlack() throws CryptoFault {
        byte[] der = certificate(IDENTITY, NOW, NOW + 10 * DAY);
        X509Checker.identity(der, NOW - 30 * DAY);
        X509Checker.identity(der, NOW + 12 * DAY);
        assertFault("not valid before", () -> X509Checker.identity(der, NOW - 30 * DAY - 1));
        assertFault("expired", () -> X509Checker.identity(der, NOW + 12 * DAY + 1));
    }

    @Test
    void otherKeySizesAndSignersAreRefused() {
        RsaKeyPair big = RsaKeyPair.generate(2048);
        assertFault("2048 bits, must have 1024", () -> X509Checker.identity(certificate(big, NOW, NOW + DAY), NOW));
        byte[] signedByOther = X509Issuer.issue(IDENTITY.publicKey(), "www.a.com", big, "www.a.com", NOW, 9 * DAY);
        assertFault("not signed by its own key", () -> X509Checker.identity(signedByOther, NOW));
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] der = certificate(IDENTITY, NOW, NOW + DAY);
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] bad = der.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CryptoFault.class, () -> X509Checker.identity(bad, NOW), "bit " + bit);
        }
    }

    @Test
    void everyOtherLengthIsRefused() {
        byte[] der = certificate(IDENTITY, NOW, NOW + DAY);
        for (int len = 0; len < der.length; len++) {
            byte[] cut = Bytes.slice(der, 0, len);
            assertThrows(CryptoFault.class, () -> X509Checker.identity(cut, NOW), len + " bytes");
        }
        assertThrows(CryptoFault.class, () -> X509Checker.identity(Bytes.concat(der, new byte[1]), NOW));
    }
}
