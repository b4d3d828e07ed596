package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in, as real programs use them: curl, torsocks, tor-resolve and dig. */
class EntryIT {
    private static final int SOCKS = EntryRouter.freePort();
    private static final int SAFE = EntryRouter.freePort();
    private static final int TUNNEL = EntryRouter.freePort();
    private static final int NATD = EntryRouter.freePort();
    private static final int DNS = EntryRouter.freePort();
    private static final int BIG = 8 << 20;

    @TempDir
    static Path folder;

    private static EntryRouter router;

    @BeforeAll
    static void start() throws IOException {
        router = new EntryRouter(
                        folder,
                        false,
                        List.of(
                                "SocksPort 127.0.0.1:" + SOCKS,
                                "SocksPort 127.0.0.1:" + SAFE + " NoIPv4Traffic IsolateDestAddr SessionGroup=3",
                                "SocksPort unix:" + folder.resolve("socks") + " GroupWritable",
                                "HTTPTunnelPort " + TUNNEL,
                                "NATDPort " + NATD,
                                "DNSPort " + DNS))
                .start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (router != null) {
            router.close();
        }
    }

    private static List<String> curl(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "30"));
        command.addAll(List.of(words));
        Run.Result result = router.program(command.toArray(String[]::new));
        assertEquals(0, result.code(), () -> String.join("\n", result.err()));
        return result.out();
    }

    private static int curlFails(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--max-time", "30"));
        command.addAll(List.of(words));
        return router.program(command.toArray(String[]::new)).code();
    }

    @Test
    void curlBySocks4() throws Exception {
        assertEquals(
                List.of("CONNECT 192.0.2.9 80 by socks4"), curl("--socks4", "127.0.0.1:" + SOCKS, "http://192.0.2.9/"));
    }

    @Test
    void curlBySocks4a() throws Exception {
        assertEquals(
                List.of("CONNECT example.test 81 by socks4"),
                curl("--socks4a", "127.0.0.1:" + SOCKS, "http://example.test:81/"));
    }

    @Test
    void curlBySocks5() throws Exception {
        assertEquals(
                List.of("CONNECT 192.0.2.9 80 by socks5"), curl("--socks5", "127.0.0.1:" + SOCKS, "http://192.0.2.9/"));
    }

    @Test
    void curlBySocks5Hostname() throws Exception {
        assertEquals(
                List.of("CONNECT example.test 80 by socks5"),
                curl("--socks5-hostname", "127.0.0.1:" + SOCKS, "http://example.test/"));
    }

    @Test
    void curlWithUserAndPassword() throws Exception {
        assertEquals(
                List.of("CONNECT example.test 80 by socks5 as me:key"),
                curl("--proxy", "socks5h://me:key@127.0.0.1:" + SOCKS, "http://example.test/"));
    }

    @Test
    void curlByAUnixSocket() throws Exception {
        Path socket = folder.resolve("socks");
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals(
                List.of("CONNECT example.test 80 by socks5"),
                curl("--proxy", "socks5h://localhost" + socket, "http://example.test/"));
    }

    @Test
    void curlByAnHttpTunnel() throws Exception {
        assertEquals(
                List.of("CONNECT example.test 80 by httptunnel"),
                curl("--proxy", "http://127.0.0.1:" + TUNNEL, "--proxytunnel", "http://example.test/"));
    }

    @Test
    void curlHearsRefusals() throws Exception {
        assertNotEquals(0, curlFails("--socks5-hostname", "127.0.0.1:" + SOCKS, "http://refused.test/"));
        assertNotEquals(0, curlFails("--socks4", "127.0.0.1:" + SAFE, "http://192.0.2.9/"));
        String[] tunnel = {"--proxy", "http://127.0.0.1:" + TUNNEL, "--proxytunnel", "http://refused.test/"};
        assertEquals(56, curlFails(tunnel));
        assertEquals(
                "HTTP/1.0 501 Tropea is not an HTTP Proxy",
                curl("--proxy", "http://127.0.0.1:" + SOCKS, "--include", "http://example.test/")
                        .get(0));
        assertTrue(curl("--include", "http://127.0.0.1:" + TUNNEL + "/").get(0).startsWith("HTTP/1.0 405"));
    }

    @Test
    void muchComesThroughWhole() throws Exception {
        List<String> out = curl(
                "--socks5-hostname",
                "127.0.0.1:" + SOCKS,
                "--output",
                "/dev/null",
                "--write-out",
                "%{size_download}",
                "http://example.test/big/" + BIG);
        assertEquals(List.of(String.valueOf(BIG)), out);
    }

    @Test
    void torsocksWithAProgramThatKnowsNoProxy() throws Exception {
        String script = "exec 3<>/dev/tcp/example.test/80 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3";
        Run.Result result =
                router.program(EntryRouter.client("torsocks"), "-P", String.valueOf(SOCKS), "bash", "-c", script);
        assertEquals(0, result.code(), () -> String.join("\n", result.err()));
        assertEquals("CONNECT ", result.out().get(result.out().size() - 1).substring(0, 8));
        assertTrue(router.said("Asked for RESOLVE example.test 0 by socks5"));
    }

    @Test
    void torResolve() throws Exception {
        String server = "127.0.0.1:" + SOCKS;
        String program = EntryRouter.client("tor-resolve");
        assertEquals(
                List.of("192.0.2.7"),
                router.program(program, "example.test", server).out());
        assertEquals(
                List.of("192.0.2.7"),
                router.program(program, "-4", "example.test", server).out());
        assertEquals(
                List.of("host.test"),
                router.program(program, "-x", "192.0.2.7", server).out());
        assertNotEquals(0, router.program(program, "nowhere.test", server).code());
    }

    private static List<String> dig(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(EntryRouter.client("dig"), "@127.0.0.1", "-p", String.valueOf(DNS), "+tries=1", "+time=10"));
        command.addAll(List.of(words));
        Run.Result result = router.program(command.toArray(String[]::new));
        assertEquals(0, result.code(), () -> String.join("\n", result.out()));
        return result.out();
    }

    @Test
    void digAtTheDnsPort() throws Exception {
        assertEquals(List.of("192.0.2.7"), dig("+short", "example.test", "A"));
        assertEquals(List.of("2001:db8::7"), dig("+short", "example.test", "AAAA"));
        assertEquals(List.of("host.test."), dig("+short", "-x", "192.0.2.7"));
        assertTrue(router.said("Asked for RESOLVE_PTR 7.2.0.192.in-addr.arpa 0 by dns"));
    }

    @Test
    void digHearsWhatCannotBeAnswered() throws Exception {
        assertTrue(String.join("\n", dig("example.test", "MX")).contains("status: NOTIMP"));
        assertTrue(String.join("\n", dig("nowhere.test", "A")).contains("status: NXDOMAIN"));
    }

    @Test
    void natd() throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), NATD)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("[DEST 192.0.2.9 80]\nGET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.endsWith("CONNECT 192.0.2.9 80 by natd\n"), answer);
        }
    }
}
