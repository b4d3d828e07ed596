package org.tropea.conn.extor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.crypto.Bytes;
import org.tropea.flow.fault.LocalFault;
import org.tropea.testkit.TestScope;

class CookieFileTest {
    private static final byte[] COOKIE = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void asCTorWritesIt() throws Exception {
        new ExtOrType().listening(null, COOKIE, TestScope.of("DataDirectory", folder.toString()));
        Path file = folder.resolve("extended_orport_auth_cookie");
        byte[] header = "! Extended ORPort Auth Cookie !\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(32, header.length);
        assertArrayEquals(Bytes.concat(header, COOKIE), Files.readAllBytes(file));
        assertEquals("rw-------", permissions(file));
    }

    @Test
    void whereAndForWhomItIsWanted() throws Exception {
        Path file = folder.resolve("cookie");
        TestScope scope =
                TestScope.of("ExtORPortCookieAuthFile", file.toString(), "ExtORPortCookieAuthFileGroupReadable", "1");
        new ExtOrType().listening(null, COOKIE, scope);
        assertEquals(64, Files.size(file));
        assertEquals("rw-r-----", permissions(file));
    }

    @Test
    void aFileThatCannotBeWrittenRefusesTheListener() {
        TestScope scope = TestScope.of("DataDirectory", folder.resolve("absent").toString());
        assertThrows(LocalFault.class, () -> new ExtOrType().listening(null, COOKIE, scope));
    }
}
