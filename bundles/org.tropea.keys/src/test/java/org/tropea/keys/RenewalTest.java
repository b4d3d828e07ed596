package org.tropea.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.LinkKeys;

class RenewalTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    private FileKeys open() throws KeyFault {
        return FileKeys.open(KeyDirectory.open(directory), clock);
    }

    private void remove(String name) throws Exception {
        Files.delete(directory.resolve(name));
    }

    @Test
    void renewsNothingThatIsNotDue() throws Exception {
        FileKeys keys = open();
        LinkKeys link = keys.link();
        Ed25519KeyPair signing = keys.signing();
        clock.advance(Duration.ofMinutes(119));
        keys.renew();
        assertSame(link, keys.link());
        assertSame(signing, keys.signing());
        assertNull(keys.previousOnionKey());
    }

    @Test
    void renewsLinkCertificatesAfterTwoHours() throws Exception {
        FileKeys keys = open();
        LinkKeys link = keys.link();
        clock.advance(Duration.ofHours(2));
        keys.renew();
        assertNotEquals(link.tlsCertificate(), keys.link().tlsCertificate());
    }

    @Test
    void renewsTheSigningKeyADayBeforeItsEndAndTheLinkWithIt() throws Exception {
        FileKeys keys = open();
        clock.advance(Duration.ofDays(29).plusHours(1));
        byte[] identity = keys.ed25519Id();
        LinkKeys link = keys.link();
        Ed25519KeyPair signing = keys.signing();
        keys.renew();
        assertNotSame(signing, keys.signing());
        assertNotSame(link, keys.link());
        assertArrayEquals(identity, keys.ed25519Id());
        Ed25519Cert.parse(keys.signingCertificate()).check(4, 1, identity, clock.seconds());
        assertArrayEquals(keys.signingCertificate(), open().signingCertificate());
    }

    @Test
    void renewsTheOnionKeyAfterFourWeeksAndForgetsTheOldOneAWeekLater() throws Exception {
        FileKeys keys = open();
        byte[] first = keys.onionKey().secret();
        clock.advance(Duration.ofDays(28).plusHours(1));
        keys.renew();
        assertArrayEquals(first, keys.previousOnionKey().secret());
        assertArrayEquals(first, open().previousOnionKey().secret());
        assertFalse(java.util.Arrays.equals(first, keys.onionKey().secret()));
        Files.setLastModifiedTime(
                directory.resolve(KeyFiles.NTOR_ONION),
                FileTime.from(clock.instant().minus(Duration.ofDays(6))));
        keys.renew();
        assertArrayEquals(first, keys.previousOnionKey().secret());
        clock.advance(Duration.ofDays(1));
        keys.renew();
        assertNull(keys.previousOnionKey());
        assertFalse(Files.exists(directory.resolve("secret_onion_key_ntor.old")));
    }

    @Test
    void runsWithTheMasterSecretOffline() throws Exception {
        byte[] identity = open().ed25519Id();
        remove(KeyFiles.ED25519_MASTER_SECRET);
        assertArrayEquals(identity, open().ed25519Id());
        assertFalse(Files.exists(directory.resolve(KeyFiles.ED25519_MASTER_SECRET)));
    }

    @Test
    void learnsTheIdentityFromTheCertificateWhenBothMasterFilesAreAway() throws Exception {
        byte[] identity = open().ed25519Id();
        remove(KeyFiles.ED25519_MASTER_SECRET);
        remove(KeyFiles.ED25519_MASTER_PUBLIC);
        assertArrayEquals(identity, open().ed25519Id());
        assertArrayEquals(
                identity,
                KeyFiles.parseMasterPublic(Files.readAllBytes(directory.resolve("ed25519_master_id_public_key"))));
    }

    @Test
    void writesALostPublicKeyAgain() throws Exception {
        byte[] identity = open().ed25519Id();
        remove(KeyFiles.ED25519_MASTER_PUBLIC);
        remove(KeyFiles.ED25519_SIGNING_CERT);
        assertArrayEquals(identity, open().ed25519Id());
        assertTrue(Files.exists(directory.resolve(KeyFiles.ED25519_MASTER_PUBLIC)));
    }

    @Test
    void offlineMasterServesUntilTheCertificateExpires() throws Exception {
        FileKeys keys = open();
        remove(KeyFiles.ED25519_MASTER_SECRET);
        clock.advance(Duration.ofDays(29).plusHours(12));
        byte[] certificate = keys.signingCertificate();
        keys.renew();
        assertArrayEquals(certificate, keys.signingCertificate());
        assertArrayEquals(certificate, open().signingCertificate());
        clock.advance(Duration.ofDays(1));
        assertTrue(assertThrows(KeyFault.class, keys::renew).getMessage().contains("ed25519_master_id_secret_key"));
    }

    @Test
    void takesTheSigningKeyThatAnOperatorBrought() throws Exception {
        FileKeys running = open();
        byte[] master = Files.readAllBytes(directory.resolve(KeyFiles.ED25519_MASTER_SECRET));
        remove(KeyFiles.ED25519_MASTER_SECRET);
        clock.advance(Duration.ofDays(29).plusHours(12));
        running.renew();
        Files.write(directory.resolve(KeyFiles.ED25519_MASTER_SECRET), master);
        Files.setPosixFilePermissions(
                directory.resolve(KeyFiles.ED25519_MASTER_SECRET),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        byte[] brought = open().signingCertificate();
        remove(KeyFiles.ED25519_MASTER_SECRET);
        running.renew();
        assertArrayEquals(brought, running.signingCertificate());
    }

    @Test
    void expiredCertificateIsReplacedByTheMaster() throws Exception {
        byte[] before = open().signingCertificate();
        clock.advance(Duration.ofDays(31));
        FileKeys after = open();
        assertFalse(java.util.Arrays.equals(before, after.signingCertificate()));
        assertEquals(30 * 86_400L, Ed25519Cert.parse(after.signingCertificate()).expires() - clock.seconds(), 3600);
    }

    @Test
    void expiredCertificateWithoutTheMasterIsRefused() throws Exception {
        open();
        remove(KeyFiles.ED25519_MASTER_SECRET);
        clock.advance(Duration.ofDays(31));
        String message = assertThrows(KeyFault.class, this::open).getMessage();
        assertTrue(message.contains("ed25519_master_id_secret_key") && message.contains("put it back"), message);
    }
}
