package org.tropea.netdoc.cert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;

class KeyCertificateTest {
    private static RsaKeyPair identity;
    private static RsaKeyPair signing;
    private static String made;

    @BeforeAll
    static void make() {
        identity = RsaKeyPair.generate(2048);
        signing = RsaKeyPair.generate(1024);
        made = KeyCertificates.make(identity, signing, new InetSocketAddress("127.0.0.1", 7000), 1_000_000, 2_000_000);
    }

    private static KeyCertificate parse(String text) throws DocumentFault {
        return KeyCertificate.parse(bytesOf(text));
    }

    @Test
    void readsAndVerifiesWhatTorGencertMade() throws DocumentFault {
        List<KeyCertificate> all =
                KeyCertificate.parseAll(Ctor.bytes("key-certificates")).documents();
        assertEquals(3, all.size());
        StringBuilder texts = new StringBuilder();
        for (KeyCertificate each : all) {
            texts.append(each.text());
            assertEquals("127.0.0.1", each.address().getAddress().getHostAddress());
            assertEquals(each.identityKey().fingerprint(), each.identity().hex());
            assertTrue(each.published() < each.expires());
        }
        assertEquals(Ctor.text("key-certificates"), texts.toString());
    }

    @Test
    void readsWhatWeMake() throws DocumentFault {
        KeyCertificate certificate = parse(made);
        assertEquals(new InetSocketAddress("127.0.0.1", 7000), certificate.address());
        assertEquals(1_000_000, certificate.published());
        assertEquals(2_000_000, certificate.expires());
        assertTrue(certificate.certifies(signing.publicKey()));
        assertEquals(
                signing.publicKey().fingerprint(),
                certificate.signingKeyDigest().hex());
        assertEquals(made, certificate.text());
    }

    @Test
    void theAddressMayBeMissing() throws DocumentFault {
        assertNull(parse(KeyCertificates.make(identity, signing, null, 1, 2)).address());
    }

    @Test
    void refusesWhatWasChangedAfterSigning() {
        String changed = with(made, "dir-key-expires 1970", "dir-key-expires 1971");
        assertRefused(
                lineOf(made, "dir-key-certification"), "is not a signature by the identity key", () -> parse(changed));
    }

    @Test
    void refusesAForeignCrossCertificate() {
        RsaKeyPair other = RsaKeyPair.generate(1024);
        String theirs = KeyCertificates.make(identity, other, null, 1, 2);
        String stolen = theirs.substring(theirs.indexOf("dir-key-crosscert"), theirs.indexOf("dir-key-certification"));
        String mine = made.substring(made.indexOf("dir-key-crosscert"), made.indexOf("dir-key-certification"));
        assertRefused("is not a signature", () -> parse(with(made, mine, stolen)));
    }

    @Test
    void refusesAnotherFingerprint() {
        String changed = with(made, identity.publicKey().fingerprint(), "A".repeat(40));
        assertRefused(lineOf(made, "fingerprint"), "is not that of the identity key", () -> parse(changed));
    }

    @Test
    void refusesOtherVersionsAndDisorder() {
        assertRefused(1, "accepted is 3", () -> parse(with(made, "version 3", "version 4")));
        assertRefused(
                "must be the first",
                () -> parse("dir-address 1.2.3.4:5\n" + with(made, "dir-address 127.0.0.1:7000\n", "")));
        assertRefused("must be the last", () -> parse(made + "x-later\n"));
        assertRefused("comes again", () -> parse(made + made));
    }

    @Test
    void refusesBadAddresses() {
        assertRefused(2, "not an IPv4 address", () -> parse(with(made, "127.0.0.1:", "localhost:")));
    }

    @Test
    void everyTruncationIsRefused() {
        for (int end = made.indexOf('\n') + 1; end < made.length(); end = made.indexOf('\n', end) + 1) {
            String cut = made.substring(0, end);
            assertRefused("", () -> parse(cut));
        }
    }

    @Test
    void aBadOneInADownloadCostsOnlyItself() throws DocumentFault {
        String other = KeyCertificates.make(identity, signing, null, 1, 2);
        Parsed<KeyCertificate> parsed = KeyCertificate.parseAll(
                bytesOf(with(made, "dir-address 127.0.0.1:7000\n", "dir-address 127.0.0.1:0\n") + other));
        assertEquals(1, parsed.documents().size());
        assertEquals(other, parsed.documents().get(0).text());
        assertEquals(2, parsed.refused().get(0).line());
    }
}
