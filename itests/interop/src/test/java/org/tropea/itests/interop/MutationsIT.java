package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/**
 * Requests that are cut, lengthened, changed and mixed, at every port of a real client: each connection ends, with an
 * answer that is the protocol's own or none, and afterwards the client works as before.
 */
class MutationsIT {
    private static final int ROUNDS = Integer.getInteger("tropea.mutations", 400);
    private static final int PATIENCE = 20_000;
    private static final HexFormat HEX = HexFormat.of();
    private static final String BAD_REQUEST = "HTTP/1.0 400 Bad Request";

    @RegisterExtension
    static final CtorNetworkExtension NET = ClientNetwork.NET;

    private static ServerSocket target;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeAll
    static void listen() throws IOException {
        target = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        ClientNetwork.awaitStreams(target.getLocalPort());
    }

    @AfterAll
    static void stop() throws IOException {
        target.close();
    }

    @AfterEach
    void theClientWorksAsBefore(CtorNetwork network) throws IOException {
        CtorNode user = network.node("user");
        assertTrue(user.isAlive());
        assertTrue(ClientNetwork.reaches(ClientNetwork.socks, "after", target.getLocalPort(), 60_000));
        String log = Files.readString(user.log(), StandardCharsets.ISO_8859_1);
        assertFalse(log.contains("[err]"), () -> user.tail(30));
    }

    // ---- what is sent ---------------------------------------------------------------------------------------------

    private static byte[] hex(String digits) {
        return HEX.parseHex(digits.replace(" ", ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> socks() {
        return List.of(
                hex("04 01 0050 7f000001 00"),
                hex("04 01 0050 00000001 6d65 00 736f757263652e74657374 00"),
                hex("04 f0 0000 00000001 00 666f75722e74657374 00"),
                hex("05 01 00 05 01 00 01 7f000001 0050"),
                hex("05 02 00 02 01 02 6d65 03 6b6579 05 01 00 03 0b 736f757263652e74657374 0050"),
                hex("05 01 00 05 f0 00 03 09 666f75722e74657374 0000"),
                hex("05 01 00 05 f1 00 01 c0000204 0000"),
                hex("05 01 00 05 01 00 04 00000000000000000000000000000001 0050"));
    }

    private static List<byte[]> http() {
        return List.of(
                text("CONNECT source.test:80 HTTP/1.1\r\nHost: source.test\r\n\r\n"),
                text("CONNECT [::1]:80 HTTP/1.0\r\nProxy-Authorization: Basic bWU6a2V5\r\n\r\n"),
                text("CONNECT 127.0.0.1:80 HTTP/1.1\r\nX-Tor-Stream-Isolation: x\r\nTor-Stream-Isolation: y\r\n\r\n"),
                text("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
                text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    private static List<byte[]> natd() {
        return List.of(text("[DEST 127.0.0.1 80]\n"), text("[DEST source.test 80]\r\nhello"));
    }

    private static List<byte[]> dns() {
        return List.of(
                hex("1234 0100 0001 0000 0000 0000 04666f7572 0474657374 00 0001 0001"),
                hex("1234 0100 0001 0000 0000 0001 03736978 0474657374 00 001c 0001 00 0029 1000 00000000 0000"),
                hex("1234 0100 0001 0000 0000 0000 0134 0132 0130 03313932 07696e2d61646472 0461727061 00 000c 0001"),
                hex("1234 0100 0002 0000 0000 0000 04666f7572 0474657374 00 00ff 0001 c00c 0001 0001"));
    }

    /** A few changes to one of them, of which some are likely to go unnoticed. */
    private byte[] mutated(List<byte[]> good) {
        byte[] bytes = good.get(random.nextInt(good.size())).clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            bytes = switch (random.nextInt(5)) {
                case 0 -> java.util.Arrays.copyOf(bytes, at);
                case 1 -> spliced(bytes, at, good.get(random.nextInt(good.size())));
                case 2 -> spliced(bytes, at, new byte[random.nextInt(300)]);
                default -> changed(bytes, at);
            };
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, int at) {
        if (bytes.length > 0) {
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] between) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + between.length);
        System.arraycopy(bytes, at, all, at + between.length, bytes.length - at);
        System.arraycopy(between, 0, all, at, between.length);
        return all;
    }

    // ---- what comes back ------------------------------------------------------------------------------------------

    /** Sends it, says that nothing more will come, and returns all that came back before the connection ended. */
    private byte[] exchange(int port, byte[] sent) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            return untilTheEnd(socket.getInputStream());
        } catch (SocketTimeoutException stays) {
            throw new AssertionError("not closed after " + HEX.formatHex(sent) + ", seed " + seed, stays);
        }
    }

    /** A reset ends it too: whoever refuses need not have read everything. */
    private static byte[] untilTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
            }
        } catch (SocketException reset) {
            assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset.toString());
        }
        return read.toByteArray();
    }

    private static String firstLine(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
    }

    @FunctionalInterface
    private interface Grammar {
        boolean allows(byte[] answer);
    }

    private void bombard(int port, List<byte[]> good, Grammar grammar) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] sent = mutated(good);
            byte[] answer = exchange(port, sent);
            assertTrue(
                    grammar.allows(answer),
                    () -> HEX.formatHex(sent) + " was answered " + HEX.formatHex(answer) + ", seed " + seed);
        }
    }

    private static boolean isSocks(byte[] answer) {
        String hex = HEX.formatHex(answer);
        String four = "00(5a|5b)([0-9a-f]{12})";
        String five = "(05ff|0500|0502(0100|0101)?)?(05[0-9a-f]{2}00(01[0-9a-f]{12}|04[0-9a-f]{36}|03.*))?";
        return answer.length == 0
                || hex.matches(four + ".*")
                || hex.matches(five)
                || new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.0 501 ");
    }

    /** Nothing is said where a browser may have been made to ask; and who says that no more will come may be dropped for it. */
    private static boolean isHttp(byte[] answer) {
        return answer.length == 0 || firstLine(answer).matches("HTTP/1\\.[01] [2-5][0-9][0-9] .*");
    }

    @Test
    void socksRequests() throws IOException {
        bombard(ClientNetwork.socks, socks(), MutationsIT::isSocks);
    }

    @Test
    void connectRequests() throws IOException {
        bombard(ClientNetwork.tunnel, http(), MutationsIT::isHttp);
    }

    @Test
    void natdLines() throws IOException {
        bombard(ClientNetwork.natd, natd(), answer -> answer.length == 0);
    }

    /** With an end, so that it could be a request. */
    @Test
    void bytesOfNoProtocolAtAll() throws IOException {
        byte[] noise = new byte[2_000];
        for (int port : List.of(ClientNetwork.socks, ClientNetwork.tunnel, ClientNetwork.natd)) {
            for (int i = 0; i < ROUNDS / 10; i++) {
                random.nextBytes(noise);
                noise[0] |= (byte) 0x80; // no version, and no letter
                System.arraycopy(text("\r\n\r\n"), 0, noise, noise.length - 4, 4);
                String expected = port == ClientNetwork.tunnel ? BAD_REQUEST : "";
                assertEquals(expected, firstLine(exchange(port, noise)), "seed " + seed);
            }
        }
    }

    /** Each answer is a response with the question's number; what is no question gets none. */
    @Test
    void questions() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.connect(new InetSocketAddress("127.0.0.1", ClientNetwork.dns));
            for (int i = 0; i < ROUNDS; i++) {
                byte[] sent = mutated(dns());
                socket.send(new DatagramPacket(sent, sent.length));
                drain(socket, 5);
            }
            byte[] good = hex("4321 0100 0001 0000 0000 0000 04666f7572 0474657374 00 0001 0001");
            socket.send(new DatagramPacket(good, good.length));
            while (!drain(socket, PATIENCE).startsWith("4321")) {
                assertFalse(socket.isClosed());
            }
        }
    }

    /** The first answer that comes within {@code millis}, in hexadecimal; empty when none does. */
    private String drain(DatagramSocket socket, int millis) throws IOException {
        byte[] bytes = new byte[1_500];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
            assertTrue(packet.getLength() >= 12 && (bytes[2] & 0x80) != 0, "seed " + seed);
            return HEX.formatHex(bytes, 0, packet.getLength());
        } catch (SocketTimeoutException none) {
            assertTrue(millis < PATIENCE, "no answer to a good question, seed " + seed);
            return "";
        }
    }
}
