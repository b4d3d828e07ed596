package org.tropea.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.net.keys.KeyFault;

class RefusalTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private Path directory;

    private FileKeys open() throws KeyFault {
        return FileKeys.open(KeyDirectory.open(directory), clock);
    }

    @BeforeEach
    void makeKeys() throws KeyFault {
        directory = folder.resolve("keys");
        open();
    }

    private void assertRefused(String... parts) {
        String message = assertThrows(KeyFault.class, this::open).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), part + " is not in: " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret_id_key", "secret_onion_key", "secret_onion_key_ntor", "ed25519_signing_secret_key"})
    void refusesASecretThatOthersCanRead(String name) throws Exception {
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(directory.resolve(name).toString(), "0600");
    }

    @Test
    void refusesADirectoryThatTheGroupCanRead() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        assertRefused(directory.toString(), "0700");
    }

    @Test
    void refusesAFileWhereTheDirectoryShouldBe() throws Exception {
        directory = Files.createFile(folder.resolve("file"));
        assertRefused(directory.toString(), "accepted is a directory");
    }

    @Test
    void takesADataDirectoryBehindALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        directory = Files.createSymbolicLink(folder.resolve("link"), real).resolve("keys");
        open();
        assertTrue(Files.exists(real.resolve("keys").resolve("secret_id_key")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret_id_key",
                "secret_onion_key",
                "secret_onion_key_ntor",
                "ed25519_signing_secret_key",
                "ed25519_signing_cert",
                "ed25519_master_id_public_key"
            })
    void namesADamagedFileAndLeavesItAlone(String name) throws Exception {
        Path file = directory.resolve(name);
        byte[] damaged = Files.readAllBytes(file);
        damaged[20] ^= 1;
        Files.write(file, damaged);
        assertRefused(file.toString());
        assertArrayEquals(damaged, Files.readAllBytes(file));
    }

    @Test
    void refusesAForgedSigningCertificate() throws Exception {
        Path file = directory.resolve(KeyFiles.ED25519_SIGNING_CERT);
        byte[] forged = Files.readAllBytes(file);
        forged[forged.length - 40] ^= 1;
        Files.write(file, forged);
        assertRefused(file.toString(), "signature");
    }

    @Test
    void refusesAFileThatIsTooLong() throws Exception {
        Path file = directory.resolve("ed25519_signing_cert");
        Files.write(file, new byte[70_000]);
        assertRefused(file.toString(), "too long");
    }

    @Test
    void refusesTheSigningKeyOfAnotherCertificateWithoutTheMaster() throws Exception {
        Files.delete(directory.resolve(KeyFiles.ED25519_MASTER_SECRET));
        Path file = directory.resolve(KeyFiles.ED25519_SIGNING_SECRET);
        Files.write(file, KeyFiles.encodeSigningSecret(Ed25519KeyPair.generate()));
        assertRefused("ed25519_signing_cert", "certifies another key");
    }

    @Test
    void refusesAMasterOfAnotherIdentity() throws Exception {
        Files.write(
                directory.resolve(KeyFiles.ED25519_MASTER_SECRET),
                KeyFiles.encodeMasterSecret(Ed25519KeyPair.generate()));
        Files.delete(directory.resolve(KeyFiles.ED25519_SIGNING_CERT));
        assertRefused("ed25519_master_id_secret_key", "another identity");
        assertFalse(Files.exists(directory.resolve(KeyFiles.ED25519_SIGNING_CERT)));
    }
}
