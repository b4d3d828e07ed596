package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.shell.ssh.session.Role;

class AuthorizedKeysTest {
    @TempDir
    Path directory;

    private Path file;
    private AuthorizedKeys keys;

    @BeforeEach
    void file() {
        file = directory.resolve("authorized_keys");
        keys = new AuthorizedKeys(file);
    }

    private void write(String... lines) throws Exception {
        Files.write(file, java.util.List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theOptionSaysTheRole() throws Exception {
        KeyPair boss = Keys.ed25519();
        KeyPair guest = Keys.ecdsa(256);
        write("# people", "", "role=\"operator\" " + Keys.line(boss) + " boss", "role=\"viewer\" " + Keys.line(guest));
        assertEquals(Role.OPERATOR, keys.role(boss.getPublic()));
        assertEquals(Role.VIEWER, keys.role(guest.getPublic()));
    }

    @Test
    void withoutTheOptionAKeyIsAViewers() throws Exception {
        KeyPair pair = Keys.ed25519();
        write(Keys.line(pair) + " somebody");
        assertEquals(Role.VIEWER, keys.role(pair.getPublic()));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void ecdsaKeysAreAccepted(int bits) throws Exception {
        KeyPair pair = Keys.ecdsa(bits);
        write("role=operator " + Keys.line(pair));
        assertEquals(Role.OPERATOR, keys.role(pair.getPublic()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role=\"root\"",
                "roel=\"viewer\"",
                "role=\"viewer\",role=\"operator\"",
                "restrict",
                "role",
                "command=\"x\",role=\"operator\"",
                "role=\"operator\",no-pty"
            })
    void aLineWithAnyOtherOptionAdmitsNobody(String options) throws Exception {
        KeyPair pair = Keys.ed25519();
        write(options + " " + Keys.line(pair));
        assertNull(keys.role(pair.getPublic()));
    }

    @Test
    void rsaKeysAreNotAccepted() throws Exception {
        KeyPair pair = Keys.rsa();
        write("role=\"operator\" " + Keys.line(pair));
        assertNull(keys.role(pair.getPublic()));
    }

    @Test
    void damagedLinesDoNotHideTheOthers() throws Exception {
        KeyPair pair = Keys.ed25519();
        write("nonsense", "ssh-ed25519 AAAA", "role=\"operator\" ssh-ed25519", "role=\"operator\" " + Keys.line(pair));
        assertEquals(Role.OPERATOR, keys.role(pair.getPublic()));
    }

    @Test
    void aChangeCountsAtOnce() throws Exception {
        KeyPair pair = Keys.ed25519();
        assertNull(keys.role(pair.getPublic()), "there is no file yet");
        write("role=\"operator\" " + Keys.line(pair));
        assertEquals(Role.OPERATOR, keys.role(pair.getPublic()));
        write("");
        assertNull(keys.role(pair.getPublic()));
    }

    @Test
    void aFileThatOthersMayWriteAdmitsNobody() throws Exception {
        KeyPair pair = Keys.ed25519();
        write("role=\"operator\" " + Keys.line(pair));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertNull(keys.role(pair.getPublic()));
        ServerFault fault = assertThrows(ServerFault.class, keys::entries);
        assertTrue(fault.getMessage().endsWith("can be written by others; accepted is chmod 600"), fault.getMessage());
    }
}
