package org.tropea.crypto.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tropea.crypto.Faults.assertFault;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.X509Issuer;

class CertsTest {
    private static final long NOW = 1_763_810_000;
    private static final long DAY = 86_400;
    private static final RsaKeyPair LINK_KEY = RsaKeyPair.generate(2048);
    private static final Ed25519KeyPair MASTER = Ed25519KeyPair.generate();
    private static final Ed25519KeyPair SIGNING = Ed25519KeyPair.generate();
    private static final RsaKeyPair IDENTITY = RsaKeyPair.generate(1024);
    private static final LinkCertificates OURS = certificates(MASTER, IDENTITY);
    private static final LinkCertificates OTHER = certificates(Ed25519KeyPair.generate(), RsaKeyPair.generate(1024));

    private static LinkCertificates certificates(Ed25519KeyPair master, RsaKeyPair identity) {
        try {
            return LinkCertificates.create(identity, signingCert(master, SIGNING, true), SIGNING, LINK_KEY, NOW);
        } catch (CryptoFault e) {
            throw new AssertionError(e);
        }
    }

    private static Ed25519Cert signingCert(Ed25519KeyPair master, Ed25519KeyPair signing, boolean named) {
        return Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), NOW + 30 * DAY, master, named);
    }

    private static PeerIdentity asInitiator(List<CertEntry> certs) throws CryptoFault {
        return CertsVerifier.responder(certs, OURS.linkDer(), NOW);
    }

    private static List<CertEntry> replaced(List<CertEntry> certs, int type, byte[] body) {
        List<CertEntry> changed = new ArrayList<>(certs);
        changed.replaceAll(c -> c.type() == type ? new CertEntry(type, body) : c);
        return changed;
    }

    private static byte[] body(List<CertEntry> certs, int type) {
        return certs.stream()
                .filter(c -> c.type() == type)
                .findFirst()
                .orElseThrow()
                .body();
    }

    @Test
    void responderIsWhoItSays() throws CryptoFault {
        PeerIdentity peer = asInitiator(OURS.responderCerts());
        assertArrayEquals(IDENTITY.publicKey().sha1(), peer.rsaId());
        assertArrayEquals(IDENTITY.publicKey().sha256(), peer.rsaSha256());
        assertArrayEquals(MASTER.publicKey(), peer.ed25519Id());
        assertNull(peer.authKey());
    }

    @Test
    void initiatorSaysWhoItIsAndWhichKeyProvesIt() throws CryptoFault {
        PeerIdentity peer = CertsVerifier.initiator(OURS.initiatorCerts(), NOW);
        assertArrayEquals(IDENTITY.publicKey().sha1(), peer.rsaId());
        assertArrayEquals(MASTER.publicKey(), peer.ed25519Id());
        assertArrayEquals(OURS.authKey().publicKey(), peer.authKey());
    }

    @Test
    void unneededAndUnknownTypesAreNotLookedAt() throws CryptoFault {
        List<CertEntry> certs = new ArrayList<>(OURS.responderCerts());
        certs.add(0, new CertEntry(CertType.RSA_LINK, new byte[] {1}));
        certs.add(new CertEntry(CertType.RSA_AUTH, new byte[0]));
        certs.add(new CertEntry(200, new byte[0]));
        certs.add(new CertEntry(200, new byte[0]));
        assertArrayEquals(MASTER.publicKey(), asInitiator(certs).ed25519Id());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 7})
    void eachIsNeededOnceByAnInitiator(int type) {
        List<CertEntry> without = new ArrayList<>(OURS.responderCerts());
        without.removeIf(c -> c.type() == type);
        assertFault("type " + type + " is missing", () -> asInitiator(without));
        List<CertEntry> twice = new ArrayList<>(OURS.responderCerts());
        twice.add(new CertEntry(type, body(twice, type)));
        assertFault("type " + type + " is there twice", () -> asInitiator(twice));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 7})
    void eachIsNeededOnceByAResponder(int type) {
        List<CertEntry> without = new ArrayList<>(OURS.initiatorCerts());
        without.removeIf(c -> c.type() == type);
        assertFault("type " + type + " is missing", () -> CertsVerifier.initiator(without, NOW));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 7})
    void everyFlippedBitIsRefused(int type) {
        byte[] good = body(OURS.responderCerts(), type);
        for (int bit = 0; bit < good.length * 8; bit += 3) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            List<CertEntry> certs = replaced(OURS.responderCerts(), type, bad);
            assertThrows(CryptoFault.class, () -> asInitiator(certs), "type " + type + " bit " + bit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 7})
    void anotherRelaysCertificateIsRefused(int type) {
        List<CertEntry> mixed = replaced(OURS.responderCerts(), type, body(OTHER.responderCerts(), type));
        assertThrows(CryptoFault.class, () -> asInitiator(mixed));
    }

    @Test
    void anotherTlsCertificateIsRefused() {
        assertFault(
                "another TLS certificate", () -> CertsVerifier.responder(OURS.responderCerts(), OTHER.linkDer(), NOW));
    }

    @Test
    void certificatesExpireOneByOne() {
        assertEquals(NOW + 2 * DAY, OURS.expires(), 3600);
        assertFault(
                "type 5 expired",
                () -> CertsVerifier.responder(OURS.responderCerts(), OURS.linkDer(), OURS.expires() + 1));
        assertFault("type 6 expired", () -> CertsVerifier.initiator(OURS.initiatorCerts(), OURS.expires() + 1));
        assertFault("type 4 expired", () -> CertsVerifier.initiator(OURS.initiatorCerts(), NOW + 31 * DAY));
    }

    @Test
    void expiredIdentityCertificateIsRefused() {
        byte[] old = X509Issuer.identity(IDENTITY, "www.old.com", NOW - 800 * DAY);
        assertFault(
                "RSA identity certificate expired",
                () -> asInitiator(replaced(OURS.responderCerts(), CertType.RSA_IDENTITY, old)));
    }

    @Test
    void signingCertMustNameTheIdentity() {
        byte[] unnamed = signingCert(MASTER, SIGNING, false).encoded();
        assertFault(
                "does not name the Ed25519 identity",
                () -> asInitiator(replaced(OURS.responderCerts(), CertType.IDENTITY_SIGNING, unnamed)));
    }

    @Test
    void ourOwnKeysMustBelongTogether() {
        Ed25519Cert other = signingCert(MASTER, MASTER, true);
        assertFault("another signing key", () -> LinkCertificates.create(IDENTITY, other, SIGNING, LINK_KEY, NOW));
        Ed25519Cert good = signingCert(MASTER, SIGNING, true);
        assertFault("expired", () -> LinkCertificates.create(IDENTITY, good, SIGNING, LINK_KEY, NOW + 40 * DAY));
    }

    @Test
    void linkCertificateIsForTheLinkKeyAndByTheIdentity() throws GeneralSecurityException {
        assertEquals(LINK_KEY.publicKey().jcaKey(), OURS.linkCertificate().getPublicKey());
        OURS.linkCertificate().verify(IDENTITY.publicKey().jcaKey());
        assertThrows(
                GeneralSecurityException.class,
                () -> OTHER.linkCertificate().verify(IDENTITY.publicKey().jcaKey()));
    }
}
