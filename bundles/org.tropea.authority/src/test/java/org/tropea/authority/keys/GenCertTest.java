package org.tropea.authority.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.Round;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;

final class GenCertTest {
    private static final long NOW = 1_700_000_000L;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... more) {
        List<String> words = new ArrayList<>(
                List.of("-i", "" + directory.resolve("id"), "-s", "" + directory.resolve("sign"), "-c", certificate()));
        words.addAll(List.of(more));
        return GenCert.run(words, new PrintStream(said), NOW);
    }

    private String certificate() {
        return directory.resolve("cert").toString();
    }

    private KeyCertificate made() throws IOException, DocumentFault {
        return KeyCertificate.parse(Files.readAllBytes(Path.of(certificate())));
    }

    @Test
    void ctorsFilesBelongTogether() throws CryptoFault, DocumentFault {
        KeyCertificate certificate = KeyCertificate.parse(Round.bytes("keys", "authority_certificate"));
        RsaKeyPair identity = EncryptedKey.read(Round.text("keys", "authority_identity_key"), "x".toCharArray());
        RsaKeyPair signing = EncryptedKey.read(Round.text("keys", "authority_signing_key"), new char[0]);
        assertEquals(
                certificate.identityKey().fingerprint(), identity.publicKey().fingerprint());
        assertTrue(certificate.certifies(signing.publicKey()));
    }

    @Test
    void aWrongPassphraseIsRefused() {
        String pem = Round.text("keys", "authority_identity_key");
        assertThrows(CryptoFault.class, () -> EncryptedKey.read(pem, "y".toCharArray()));
        assertThrows(CryptoFault.class, () -> EncryptedKey.read("no key at all", "y".toCharArray()));
    }

    @Test
    void anEncryptedKeyIsReadBack() throws CryptoFault {
        RsaKeyPair key = RsaKeyPair.generate(1024);
        String pem = EncryptedKey.write(key, "secret".toCharArray());
        assertTrue(EncryptedKey.isEncrypted(pem));
        assertEquals(
                key.publicKey().fingerprint(),
                EncryptedKey.read(pem, "secret".toCharArray()).publicKey().fingerprint());
    }

    @Test
    void aCertificateIsMadeForAKeyThatIsThere() throws Exception {
        RsaKeyPair identity = RsaKeyPair.generate(1024);
        Files.writeString(directory.resolve("id"), identity.pem());
        assertEquals(0, run("-a", "127.0.0.1:9030", "-m", "3"), said.toString());
        KeyCertificate first = made();
        assertEquals(identity.publicKey().fingerprint(), first.identityKey().fingerprint());
        assertEquals(9030, first.address().getPort());
        assertEquals(NOW, first.published());
        assertEquals(NOW + 92 * 86_400L, first.expires()); // November to February
        assertEquals(0, run("--reuse"), said.toString());
        assertEquals(first.signingKeyDigest(), made().signingKeyDigest());
        assertEquals(0, run(), said.toString());
        assertFalse(first.signingKeyDigest().equals(made().signingKeyDigest()));
    }

    @Test
    void nothingIsMadeWithoutAnIdentityKey() {
        assertEquals(1, run());
        assertTrue(said.toString().contains("--create-identity-key"), said.toString());
        assertFalse(Files.exists(Path.of(certificate())));
    }

    @Test
    void anIdentityKeyIsNeverOverwritten() throws IOException {
        Files.writeString(directory.resolve("id"), "precious");
        assertEquals(1, run("--create-identity-key"));
        assertEquals("precious", Files.readString(directory.resolve("id")));
    }

    @Test
    void wrongWordsAreRefusedWithTheUsage() {
        assertEquals(1, run("-m", "25"));
        assertEquals(1, run("--nonsense"));
        assertEquals(1, run("-a", "nowhere"));
        assertEquals(1, run("-s"));
        assertTrue(said.toString().contains("[--passphrase-fd <fd>]"), said.toString());
    }
}
