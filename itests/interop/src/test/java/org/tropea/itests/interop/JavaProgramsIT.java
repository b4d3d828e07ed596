package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.programs.Programs;

/**
 * A Java program in the container of a client without any port, which reaches the network through its SocketFactory and
 * ProxySelector: three C tor relays away from web servers of the test.
 */
@Tag("waits")
class JavaProgramsIT {
    private static final String NODE = "javahost";
    private static final char[] SECRET = "secret".toCharArray();

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(3)
            .withoutClient()
            .node(Tropea.relay(NODE)
                    .option("/ORPort")
                    .option("/SocksPort")
                    .option("SocketFactory 1")
                    .option("ClientRejectInternalAddresses 0")));

    @TempDir
    static Path folder;

    private static WebServer web;
    private static HttpsServer secure;
    private static CtorNode node;
    private Lines program;

    /** A connection to the program. */
    private static final class Lines implements AutoCloseable {
        private final Socket socket;
        private final java.io.BufferedReader in;

        Lines() throws IOException {
            int port = Integer.parseInt(Files.readString(node.directory().resolve("programs.port")));
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(180_000);
            in = new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream()));
        }

        String say(Object... words) throws IOException {
            StringBuilder line = new StringBuilder();
            for (Object word : words) {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            socket.getOutputStream().write((line + "\n").getBytes());
            return String.valueOf(in.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeAll
    static void serve(CtorNetwork network) throws Exception {
        web = new WebServer();
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls()));
        secure.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = WebServer.bytes(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        secure.start();
        node = network.node(NODE);
        Installation.drop(Installation.jarOf(Programs.class), node);
        InteropNetwork.await(
                "the program runs", 60, () -> Files.exists(node.directory().resolve("programs.port")));
        InteropNetwork.await("the client has circuits", 150, () -> node.said("Bootstrapped 100%") > 0);
    }

    /** A certificate for 127.0.0.1, made by the JDK's own keytool. */
    private static SSLContext tls() throws Exception {
        Path store = folder.resolve("tls.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(SECRET),
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1")
                .inheritIO()
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, "keytool");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @AfterAll
    static void stop() {
        web.close();
        secure.stop(0);
    }

    @BeforeEach
    void connect() throws IOException {
        program = new Lines();
    }

    @AfterEach
    void disconnect() throws IOException {
        program.close();
    }

    private static String sha256(String path) throws IOException {
        return WebServer.sha256(new ByteArrayInputStream(WebServer.bytes(path)));
    }

    private static String plain(String path) {
        return "http://127.0.0.1:" + web.port() + path;
    }

    private static String https(String path) {
        return "https://127.0.0.1:" + secure.getAddress().getPort() + path;
    }

    // ---- HTTP -----------------------------------------------------------------------------------------------------

    @Test
    void httpClientGetsPagesByHttp() throws IOException {
        assertEquals("200 " + sha256("/1/1000"), program.say("HTTP", plain("/1/1000")));
        assertEquals("200 " + sha256("/2/3000000"), program.say("HTTP", plain("/2/3000000")));
    }

    @Test
    void httpClientGetsPagesByHttps() throws IOException {
        assertEquals("200 " + sha256("/3/1000"), program.say("HTTP", https("/3/1000")));
        assertEquals("200 " + sha256("/4/3000000"), program.say("HTTP", https("/4/3000000")));
    }

    @Test
    void httpClientPostsInChunks() throws IOException {
        String digest =
                WebServer.sha256(new ByteArrayInputStream(sha256("/5/700000").getBytes()));
        assertEquals("200 " + digest, program.say("POST", plain("/"), 5, 700_000));
    }

    @Test
    void httpClientHearsWhyThereIsNoAnswer(CtorNetwork network) throws IOException {
        String url = "http://127.0.0.1:" + network.freePort() + "/";
        assertTrue(program.say("HTTP", url).startsWith("502 "), "a refused connection");
        assertTrue(
                program.say("HTTP", url.replace("http:", "https:")).startsWith("MET java.io.IOException"),
                "a refused tunnel");
    }

    @Test
    void urlConnectionGetsBoth() throws IOException {
        assertEquals(sha256("/6/50000"), program.say("URL", plain("/6/50000")));
    }

    @Test
    void tlsGoesOverASocket() throws IOException {
        assertEquals(
                sha256("/7/400000"),
                program.say("LAYERED", "127.0.0.1", secure.getAddress().getPort(), "/7/400000"));
    }

    @Test
    void otherSchemesAreRefusedRatherThanSentDirectly() throws IOException {
        String answer = program.say("SCHEME", "socket://127.0.0.1:80");
        assertTrue(answer.startsWith("MET java.lang.IllegalArgumentException"), answer);
    }

    // ---- sockets --------------------------------------------------------------------------------------------------

    @Test
    void manySocketsAtOnce() throws IOException {
        assertEquals("60 of 60", program.say("MANY", "127.0.0.1", web.port(), 60, 200_000));
    }

    @Test
    void bytesGoUp() throws IOException {
        assertEquals(sha256("/8/4000000"), program.say("UPLOAD", "127.0.0.1", web.port(), 8, 4_000_000));
    }

    @Test
    void whoIsDoneWritingStillReads() throws IOException {
        assertEquals(sha256("/5/300000") + " true", program.say("HALF", "127.0.0.1", web.port()));
    }

    @Test
    void namesAreResolvedByTheExit() throws IOException {
        String answer = program.say("CONNECT", "four.test", web.port(), 60_000);
        assertTrue(
                answer.startsWith("MET java.net.ConnectException")
                        || answer.startsWith("CONNECTED four.test/127.0.0.4"),
                answer);
        String unknown = program.say("CONNECT", "nobody.test", web.port(), 60_000);
        assertTrue(unknown.startsWith("MET java.net.UnknownHostException nobody.test:"), unknown);
    }

    @Test
    void aRefusedConnectionIsAConnectException(CtorNetwork network) throws IOException {
        String answer = program.say("CONNECT", "127.0.0.1", network.freePort(), 60_000);
        assertTrue(answer.startsWith("MET java.net.ConnectException 127.0.0.1:"), answer);
    }

    @Test
    void connectingTakesNoLongerThanAllowed() throws IOException {
        String answer = program.say("CONNECT", "127.0.0.1", web.port(), 1);
        assertTrue(answer.startsWith("MET java.net.SocketTimeoutException Connect timed out"), answer);
    }

    @Test
    void readingTimesOutAndTheSocketStays() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String[] answer = program.say("TIMEOUT", "127.0.0.1", silent.getLocalPort(), 700)
                    .split(" ");
            assertTrue(Integer.parseInt(answer[0]) >= 700 && Integer.parseInt(answer[0]) < 5_000, answer[0] + " ms");
            assertEquals("java.net.SocketTimeoutException", answer[1]);
            assertEquals("false", answer[3]);
        }
    }

    @Test
    void closingThrowsAReaderOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    "MET java.net.SocketException Socket closed",
                    program.say("CLOSE", "127.0.0.1", silent.getLocalPort()));
        }
    }

    @Test
    void factoriesShareNoCircuit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertEquals("[1, 2]", program.say("ISOLATION", "127.0.0.1", silent.getLocalPort()));
        }
    }

    // ---- back-pressure --------------------------------------------------------------------------------------------

    /** The server gets rid of what windows and buffers hold, and of the rest when the program reads; all of it comes. */
    @Test
    void whoDoesNotReadIsNotSentMore() throws Exception {
        long all = 24L << 20;
        AtomicLong sent = new AtomicLong();
        AtomicLong atStall = new AtomicLong();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread writer = new Thread(() -> write(server, all, sent, atStall));
            writer.start();
            assertEquals(String.valueOf(all), program.say("STALL", "127.0.0.1", server.getLocalPort(), 6_000));
            writer.join(10_000);
            assertTrue(atStall.get() > 0 && atStall.get() < all / 2, atStall + " bytes left while nobody read");
        }
    }

    private static void write(ServerSocket server, long all, AtomicLong sent, AtomicLong atStall) {
        try (Socket socket = server.accept()) {
            socket.setSendBufferSize(64 * 1024);
            Thread looker = new Thread(() -> {
                try {
                    Thread.sleep(4_000);
                    atStall.set(sent.get());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            looker.start();
            for (byte[] chunk = new byte[1 << 14]; sent.get() < all; sent.addAndGet(chunk.length)) {
                socket.getOutputStream().write(chunk);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoIsNotReadIsHeldUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            silent.setReceiveBufferSize(64 * 1024);
            String[] answer =
                    program.say("PUSH", "127.0.0.1", silent.getLocalPort()).split(" ");
            long written = Long.parseLong(answer[0]);
            assertTrue(written > 10_000 && written < 16 << 20, written + " bytes written to who reads nothing");
            assertEquals("false", answer[1], "the writer hangs on after the close");
        }
    }
}
