package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void provider() throws Exception {
        Keys.ed25519();
    }

    @Test
    void itIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("ssh").resolve("host_key");
        String first = KeyUtils.getFingerPrint(HostKey.open(file).getPublic());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals(first, KeyUtils.getFingerPrint(HostKey.open(file).getPublic()));
    }

    @Test
    void oneThatOthersCanReadIsRefused() throws Exception {
        Path file = directory.resolve("host_key");
        HostKey.open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        ServerFault fault = assertThrows(ServerFault.class, () -> HostKey.open(file));
        assertTrue(fault.getMessage().endsWith("host_key can be read by others; accepted is chmod 600"));
    }

    @Test
    void aDamagedOneIsNotReplaced() throws Exception {
        Path file = directory.resolve("host_key");
        OwnFile.create(file).close();
        assertThrows(ServerFault.class, () -> HostKey.open(file));
        assertEquals(0, Files.size(file));
    }
}
