package org.tropea.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Armor;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.OnionKeyCerts;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.netdoc.descriptor.ExtraInfo;

class ServerDescriptorTest {
    private static final long NOW = ManualConductor.START;
    private static final TestKeys KEYS = new TestKeys(NOW + 30 * 86_400L);

    private final AddressPolicy policy =
            AddressPolicy.parse("ExitPolicy", List.of("accept 10.0.0.0/8:80", "accept [::]/0:443", "reject *:*"));

    private String descriptor(String contact, List<String> family, AddressPolicy policy) {
        return descriptor(facts(contact, family, policy, 0, false));
    }

    private static String descriptor(DescriptorFacts facts) {
        return ServerDescriptor.of(facts, ExtraInfoDocument.of(facts));
    }

    private DescriptorFacts facts(
            String contact, List<String> family, AddressPolicy policy, int dirPort, boolean servesDirectory) {
        List<InetSocketAddress> addresses =
                List.of(new InetSocketAddress("127.0.0.1", 9001), new InetSocketAddress("fc00::1", 9003));
        return new DescriptorFacts(
                "test",
                addresses,
                NOW,
                77,
                1000,
                2000,
                500,
                contact,
                family,
                policy,
                dirPort,
                servesDirectory,
                servesDirectory,
                KeySnapshot.of(KEYS));
    }

    private String descriptor() {
        return descriptor("me", List.of("$" + "A".repeat(40), "friend"), policy);
    }

    @Test
    void cacheSaysSo() {
        String cache = descriptor(facts("me", List.of(), policy, 9030, true));
        assertTrue(cache.contains("\ncaches-extra-info\n"));
        assertTrue(cache.contains("router test 127.0.0.1 9001 0 9030\n"));
        assertTrue(cache.contains("\ntunnelled-dir-server\n"));
        assertFalse(descriptor().contains("tunnelled-dir-server"));
    }

    @Test
    void itemsComeInCTorsOrder() {
        List<String> keywords = descriptor()
                .replaceAll("(?s)-----BEGIN.*?-----END [A-Z0-9 ]+-----\n", "")
                .lines()
                .map(line -> line.split(" ")[0])
                .toList();
        assertEquals(
                List.of(
                        "router",
                        "identity-ed25519",
                        "master-key-ed25519",
                        "or-address",
                        "platform",
                        "proto",
                        "published",
                        "fingerprint",
                        "uptime",
                        "bandwidth",
                        "extra-info-digest",
                        "onion-key",
                        "signing-key",
                        "onion-key-crosscert",
                        "ntor-onion-key-crosscert",
                        "family",
                        "contact",
                        "ntor-onion-key",
                        "accept",
                        "reject",
                        "ipv6-policy",
                        "router-sig-ed25519",
                        "router-signature"),
                keywords);
    }

    @Test
    void itNamesItsExtraInfoDocument() throws Exception {
        DescriptorFacts facts = facts("me", List.of(), policy, 0, false);
        ExtraInfo extraInfo = ExtraInfo.parse(bytes(ExtraInfoDocument.of(facts).text()));
        org.tropea.netdoc.descriptor.ServerDescriptor read =
                org.tropea.netdoc.descriptor.ServerDescriptor.parse(bytes(descriptor(facts)));
        assertTrue(extraInfo.belongsTo(read));
        assertTrue(extraInfo.isBy(read.facts().keys().identityKey()));
        assertEquals(read.facts().published(), extraInfo.published());
        assertEquals(List.of(), extraInfo.statistics());
    }

    @Test
    void factsStandInTheirLines() {
        String text = descriptor();
        assertTrue(text.startsWith("router test 127.0.0.1 9001 0 0\nidentity-ed25519\n-----BEGIN ED25519 CERT-----\n"));
        for (String line : List.of(
                "or-address [fc00::1]:9003",
                "platform Tropea 0.1.0 on Java",
                "published 2027-01-15 08:00:00",
                "uptime 77",
                "bandwidth 1000 2000 500",
                "family $" + "A".repeat(40) + " friend",
                "contact me",
                "accept 10.0.0.0/8:80",
                "reject *:*",
                "ipv6-policy accept 443")) {
            assertTrue(text.contains("\n" + line + "\n"), line);
        }
        String fingerprint = word(text, "fingerprint (.*)").replace(" ", "");
        assertEquals(KEYS.identity().publicKey().fingerprint(), fingerprint);
    }

    @Test
    void whatIsEmptyIsLeftOut() {
        String text = descriptor("", List.of(), AddressPolicy.rejectAll());
        assertFalse(text.contains("\ncontact") || text.contains("\nfamily") || text.contains("\nipv6-policy"));
        assertTrue(text.contains("\nreject *:*\n"));
    }

    @Test
    void aContactOfSeveralLinesCannotForgeItems() {
        String text = descriptor("me\nbandwidth 9 9 9", List.of(), policy);
        assertTrue(text.contains("\ncontact me bandwidth 9 9 9\n"));
    }

    @Test
    void rsaSignatureCoversAllBeforeIt() throws Exception {
        String text = descriptor();
        RsaPublicKey key = RsaPublicKey.fromPem(block(text, "signing-key", "RSA PUBLIC KEY"));
        assertArrayEquals(KEYS.rsaId(), key.sha1());
        int end = text.indexOf("router-signature\n") + "router-signature\n".length();
        byte[] signature = Armor.decode("SIGNATURE", text.substring(end));
        assertTrue(key.verify(Digests.sha1(bytes(text.substring(0, end))), signature));
        assertFalse(key.verify(Digests.sha1(bytes(text.substring(0, end - 1))), signature));
    }

    @Test
    void ed25519SignatureIsByTheCertifiedKey() throws Exception {
        String text = descriptor();
        Ed25519Cert certificate = Ed25519Cert.fromArmor(block(text, "identity-ed25519", "ED25519 CERT"));
        byte[] master = Encodings.fromBase64(word(text, "master-key-ed25519 (\\S+)"), "master");
        certificate.check(4, 1, master, NOW);
        assertArrayEquals(master, certificate.signer());
        int end = text.indexOf("router-sig-ed25519 ") + "router-sig-ed25519 ".length();
        byte[] digest = Digests.sha256(bytes("Tor router descriptor signature v1" + text.substring(0, end)));
        byte[] signature = Encodings.fromBase64(word(text, "router-sig-ed25519 (\\S+)"), "signature");
        assertTrue(Ed25519.verify(certificate.key(), digest, signature));
    }

    @Test
    void onionKeysVouchForTheIdentities() throws Exception {
        String text = descriptor();
        byte[] ntor = Encodings.fromBase64(word(text, "ntor-onion-key (\\S+)"), "ntor");
        assertArrayEquals(KEYS.onionKey().publicKey(), ntor);
        int bit = Integer.parseInt(word(text, "ntor-onion-key-crosscert (\\d)"));
        Ed25519Cert cross = Ed25519Cert.fromArmor(block(text, "ntor-onion-key-crosscert " + bit, "ED25519 CERT"));
        OnionKeyCerts.checkNtor(cross, ntor, bit, KEYS.ed25519Id(), NOW + 2 * 86_400L);
        RsaPublicKey tap = RsaPublicKey.fromPem(block(text, "onion-key", "RSA PUBLIC KEY"));
        byte[] tapCross = Armor.decode("CROSSCERT", block(text, "onion-key-crosscert", "CROSSCERT"));
        OnionKeyCerts.checkTap(tapCross, tap, KEYS.rsaId(), KEYS.ed25519Id());
    }

    @Test
    void aSnapshotPairsTheSigningKeyWithItsOwnCertificate() throws Exception {
        TestKeys keys = new TestKeys(NOW + 86_400L);
        KeySnapshot before = KeySnapshot.of(keys);
        keys.newSigning();
        KeySnapshot after = KeySnapshot.of(keys);
        assertFalse(before.same(after));
        assertTrue(after.same(KeySnapshot.of(keys)));
        assertArrayEquals(
                before.signing().publicKey(),
                Ed25519Cert.parse(before.signingCertificate()).key());
        assertArrayEquals(
                after.signing().publicKey(),
                Ed25519Cert.parse(after.signingCertificate()).key());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String word(String text, String line) {
        Matcher matcher = Pattern.compile("(?m)^" + line + "$").matcher(text);
        assertTrue(matcher.find(), line);
        return matcher.group(1);
    }

    private static String block(String text, String item, String label) {
        int from = text.indexOf("\n" + item + "\n") + item.length() + 2;
        String end = "-----END " + label + "-----\n";
        return text.substring(from, text.indexOf(end, from) + end.length());
    }
}
