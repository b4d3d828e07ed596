package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.TorPrograms;

/** {@code tropea gencert} and C tor's {@code tor-gencert}: each goes on with what the other made. */
class GenCertIT {
    private static final String FILES = " -i authority_identity_key -s authority_signing_key -c authority_certificate";

    @TempDir
    private Path folder;

    private Path keys;

    @BeforeEach
    void directory() throws IOException {
        keys = Files.createDirectories(
                folder.resolve("data/keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Run.Result make(String program, String arguments) throws IOException, InterruptedException {
        String line = "cd " + keys + " && echo secret | " + program + FILES + " --passphrase-fd 0 " + arguments;
        Run.Result result = Run.toEnd(folder, "sh", "-c", line);
        assertEquals(0, result.code(), result.toString());
        return result;
    }

    private static String tropea() {
        return InteropNetwork.program() + " gencert";
    }

    private static String ctor() {
        return TorPrograms.locate().gencert().toString();
    }

    private String line(String keyword) throws IOException {
        return Files.readAllLines(keys.resolve("authority_certificate")).stream()
                .filter(one -> one.startsWith(keyword + " "))
                .findFirst()
                .orElseThrow();
    }

    private String signingKey() throws IOException {
        return Files.readString(keys.resolve("authority_signing_key"));
    }

    @Test
    void ctorGoesOnWithOurs() throws Exception {
        make(tropea(), "--create-identity-key -m 3 -a 127.0.0.1:9030");
        String fingerprint = line("fingerprint");
        String signing = signingKey();
        assertEquals("dir-address 127.0.0.1:9030", line("dir-address"));
        make(ctor(), "-m 6");
        assertEquals(fingerprint, line("fingerprint"));
        assertNotEquals(signing, signingKey());
    }

    @Test
    void weGoOnWithCTors() throws Exception {
        make(ctor(), "--create-identity-key -m 3");
        String fingerprint = line("fingerprint");
        String signing = signingKey();
        make(tropea(), "--reuse -m 6");
        assertEquals(fingerprint, line("fingerprint"));
        assertEquals(signing, signingKey());
        make(tropea(), "-m 6");
        assertNotEquals(signing, signingKey());
    }

    @Test
    void aCTorAuthorityRunsWithOurs() throws Exception {
        make(tropea(), "--create-identity-key");
        String certificate = Files.readString(keys.resolve("authority_certificate"));
        int[] ports = ports();
        List<String> torrc = List.of(
                "DataDirectory " + folder.resolve("data"),
                "TestingTorNetwork 1",
                "AuthoritativeDirectory 1",
                "V3AuthoritativeDirectory 1",
                "Nickname lone",
                "ContactInfo nobody",
                "Address 127.0.0.1",
                "OutboundBindAddress 127.0.0.1",
                "ORPort 127.0.0.1:" + ports[0],
                "DirPort 127.0.0.1:" + ports[1],
                "SocksPort 0",
                "DirAuthority other orport=1 v3ident=" + "A".repeat(40) + " 127.0.0.1:1 " + "B".repeat(40));
        Path file = Files.write(folder.resolve("torrc"), torrc);
        try (Run tor = Run.start(folder, TorPrograms.locate().tor().toString(), "-f", file.toString())) {
            InteropNetwork.await("the certificate", 30, () -> served(ports[1]).equals(certificate));
        }
    }

    /** What the authority serves; empty before it listens. */
    private static String served(int port) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + port + "/tor/keys/authority");
        try (InputStream body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (ConnectException notYet) {
            return "";
        }
    }

    private static int[] ports() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (ServerSocket one = new ServerSocket(0, 1, here);
                ServerSocket other = new ServerSocket(0, 1, here)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    @Test
    void helpNamesTheOptions() throws Exception {
        Run.Result help = Run.toEnd(folder, InteropNetwork.program(), "gencert", "--help");
        assertEquals(0, help.code(), help.toString());
        assertTrue(help.toString().contains("--create-identity-key"), help.toString());
    }
}
