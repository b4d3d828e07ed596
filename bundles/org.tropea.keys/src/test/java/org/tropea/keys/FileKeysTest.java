package org.tropea.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.link.CertEntry;
import org.tropea.crypto.link.CertsVerifier;
import org.tropea.crypto.link.PeerIdentity;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;

class FileKeysTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    private Path directory() {
        return folder.resolve("data").resolve("keys");
    }

    private FileKeys open() throws Exception {
        return FileKeys.open(KeyDirectory.open(directory()), clock);
    }

    @Test
    void makesCTorsFilesForTheOwnerAlone() throws Exception {
        open();
        try (Stream<Path> files = Files.list(directory())) {
            Map<String, String> modes =
                    files.collect(Collectors.toMap(file -> file.getFileName().toString(), this::mode));
            assertEquals(
                    Set.of(
                            "secret_id_key",
                            "secret_onion_key",
                            "secret_onion_key_ntor",
                            "ed25519_master_id_secret_key",
                            "ed25519_master_id_public_key",
                            "ed25519_signing_secret_key",
                            "ed25519_signing_cert"),
                    modes.keySet());
            assertEquals(Set.of("rw-------"), Set.copyOf(modes.values()));
        }
        assertEquals("rwx------", mode(directory()));
        assertEquals("rwx------", mode(directory().getParent()));
    }

    private String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void writesCTorsFormats() throws Exception {
        open();
        assertStarts("secret_id_key", "-----BEGIN RSA PRIVATE KEY-----\n");
        assertStarts("secret_onion_key", "-----BEGIN RSA PRIVATE KEY-----\n");
        assertTagged("secret_onion_key_ntor", "== c25519v1: onion ==", 64);
        assertTagged("ed25519_master_id_secret_key", "== ed25519v1-secret: type0 ==", 64);
        assertTagged("ed25519_master_id_public_key", "== ed25519v1-public: type0 ==", 32);
        assertTagged("ed25519_signing_secret_key", "== ed25519v1-secret: type4 ==", 64);
        assertTagged("ed25519_signing_cert", "== ed25519v1-cert: type4 ==", 40 + 36 + 64);
    }

    private void assertStarts(String name, String start) throws Exception {
        assertTrue(Files.readString(directory().resolve(name)).startsWith(start), name);
    }

    private void assertTagged(String name, String tag, int length) throws Exception {
        byte[] file = Files.readAllBytes(directory().resolve(name));
        assertEquals(tag, new String(file, 0, 32, StandardCharsets.US_ASCII).replace("\0", ""));
        assertEquals(32 + length, file.length, name);
    }

    @Test
    void readsBackWhatItMade() throws Exception {
        FileKeys made = open();
        FileKeys read = open();
        assertEquals(made.identity().publicKey(), read.identity().publicKey());
        assertEquals(made.tapOnionKey().publicKey(), read.tapOnionKey().publicKey());
        assertArrayEquals(made.rsaId(), read.rsaId());
        assertArrayEquals(made.ed25519Id(), read.ed25519Id());
        assertArrayEquals(made.signing().expandedSecret(), read.signing().expandedSecret());
        assertArrayEquals(made.signingCertificate(), read.signingCertificate());
        assertArrayEquals(made.onionKey().secret(), read.onionKey().secret());
        assertNull(read.previousOnionKey());
    }

    @Test
    void signingCertificateNamesTheMasterAndLastsThirtyDays() throws Exception {
        FileKeys keys = open();
        Ed25519Cert certificate = Ed25519Cert.parse(keys.signingCertificate());
        certificate.check(4, 1, keys.ed25519Id(), clock.seconds());
        assertArrayEquals(keys.ed25519Id(), certificate.signer());
        assertArrayEquals(keys.signing().publicKey(), certificate.key());
        assertEquals(30 * 86_400L, certificate.expires() - clock.seconds(), 3600);
    }

    @Test
    void linkCertificatesProveBothIdentities() throws Exception {
        FileKeys keys = open();
        Map<Integer, byte[]> certs = keys.link().certs();
        PeerIdentity asServer = CertsVerifier.responder(
                entries(certs, 2, 4, 5, 7), keys.link().tlsCertificate().getEncoded(), clock.seconds());
        assertArrayEquals(keys.rsaId(), asServer.rsaId());
        assertArrayEquals(keys.ed25519Id(), asServer.ed25519Id());
        PeerIdentity asClient = CertsVerifier.initiator(entries(certs, 2, 4, 6, 7), clock.seconds());
        assertArrayEquals(keys.link().authentication().publicKey(), asClient.authKey());
    }

    private static List<CertEntry> entries(Map<Integer, byte[]> certs, int... types) {
        return java.util.Arrays.stream(types)
                .mapToObj(type -> new CertEntry(type, certs.get(type)))
                .toList();
    }

    @Test
    void factoryOpensTheKeyDirectoryOfTheOptions() throws Exception {
        Options options =
                Options.of(Map.of("DataDirectory", directory().getParent().toString()));
        RouterKeys keys = new FileKeysFactory().open(options);
        assertArrayEquals(open().rsaId(), keys.rsaId());
    }
}
