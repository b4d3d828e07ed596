package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.EndReason;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.origin.Driver;

/** Circuits that begin at Tropea and go through C tor's relays. */
@Tag("waits")
class OriginIT {
    private static final String NODE = "origin";
    private static final String MORE_LOOPS = "threeloops";
    private static final String[] PATH = {"auth0", "relay0", "relay1"};
    private static final int STREAMS = 8;
    private static final int SIZE = 4 << 20;
    private static final String CONSENSUS = "/tor/status-vote/current/consensus";

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(2)
            .relayOption("__DisablePredictedCircuits 1")
            .node(Tropea.relay(NODE))
            .node(Tropea.relay(MORE_LOOPS).option("EventLoopThreads 3")));

    private static RelayDescriptors relays;
    private static CtorNode node;

    @BeforeAll
    static void drop(CtorNetwork network) throws IOException {
        InteropNetwork.awaitListed(network, "relay0", "relay1");
        relays = RelayDescriptors.of(network);
        node = network.node(NODE);
        for (String each : List.of(NODE, MORE_LOOPS)) {
            Installation.drop(Installation.jarOf(Driver.class), network.node(each));
            InteropNetwork.await("the driver listens", 60, () -> Files.exists(Drive.port(network.node(each))));
        }
    }

    /** A connection that built a circuit along {@code path}. */
    private static Drive built(String... path) throws IOException {
        return built(node, path);
    }

    private static Drive built(CtorNode at, String... path) throws IOException {
        Drive drive = new Drive(at);
        String hops = Arrays.stream(path).map(name -> relays.hop(name, false)).collect(Collectors.joining(" "));
        String answer = drive.say("LAUNCH " + hops);
        assertTrue(answer.startsWith("BUILT "), answer);
        drive.circuit(answer.substring("BUILT ".length()));
        return drive;
    }

    /** A stream of the circuit that {@code drive} built, by a connection of the same loop: the others fill theirs. */
    private static Drive begin(CtorNode at, Drive drive, int port) throws IOException {
        List<Drive> elsewhere = new ArrayList<>();
        Drive stream = new Drive(at);
        while (!stream.say("USE " + drive.circuit()).equals("OK")) {
            elsewhere.add(stream);
            stream = new Drive(at);
        }
        for (Drive each : elsewhere) {
            each.close();
        }
        assertEquals("CONNECTED", stream.say("BEGIN 0 127.0.0.1:" + port));
        return stream;
    }

    private static byte[] body(Drive drive, String request) throws IOException {
        drive.out().write(request.getBytes(StandardCharsets.US_ASCII));
        return body(drive);
    }

    private static byte[] body(Drive drive) throws IOException {
        byte[] all = drive.in().readAllBytes();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        assertTrue(
                text.startsWith("HTTP/1."),
                "no answer of a web server: " + text.substring(0, Math.min(80, text.length())));
        return Arrays.copyOfRange(all, head + 4, all.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE, MORE_LOOPS})
    void streamsOfAThreeHopCircuitCarryBytesBothWays(String name, CtorNetwork network) throws Exception {
        CtorNode at = network.node(name);
        ExecutorService threads = Executors.newFixedThreadPool(2 * STREAMS);
        try (WebServer web = new WebServer();
                Drive drive = built(at, PATH)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                String path = "/" + i + "/" + SIZE;
                all.add(threads.submit(() -> download(at, drive, web, path)));
                all.add(threads.submit(() -> upload(at, drive, web, path)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            assertEquals("CLOSED FINISHED 0 3", drive.say("CLOSE"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void download(CtorNode at, Drive drive, WebServer web, String path) throws IOException {
        try (Drive stream = begin(at, drive, web.port())) {
            byte[] got = body(stream, "GET " + path + " HTTP/1.0\r\n\r\n");
            assertEquals(sha256(WebServer.bytes(path)), sha256(got));
            return null;
        }
    }

    private static Void upload(CtorNode at, Drive drive, WebServer web, String path) throws IOException {
        try (Drive stream = begin(at, drive, web.port())) {
            byte[] bytes = WebServer.bytes(path);
            String head = "POST / HTTP/1.0\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            stream.out().write(head.getBytes(StandardCharsets.US_ASCII));
            stream.out().write(bytes);
            assertEquals(sha256(bytes), new String(body(stream), StandardCharsets.US_ASCII));
            return null;
        }
    }

    private static String sha256(byte[] bytes) throws IOException {
        return WebServer.sha256(new ByteArrayInputStream(bytes));
    }

    @Test
    void namesResolve() throws IOException {
        try (Drive drive = built(PATH)) {
            String answer = drive.say("RESOLVE 0 four.test");
            assertTrue(answer.startsWith("RESOLVED 04047f000004"), answer);
        }
    }

    @Test
    void aDirectoryAnswersOverOneHopMadeByCreateFast(CtorNetwork network) throws IOException {
        try (Drive drive = new Drive(node)) {
            String built = drive.say("LAUNCH " + relays.hop("auth0", true));
            assertTrue(built.startsWith("BUILT "), built);
            assertEquals("CONNECTED", drive.say("DIR 1"));
            String consensus = new String(
                    body(drive, "GET " + CONSENSUS + " HTTP/1.0\r\nAccept-Encoding: identity\r\n\r\n"),
                    StandardCharsets.ISO_8859_1);
            assertTrue(consensus.startsWith("network-status-version 3\n"), consensus);
            assertTrue(consensus.contains("r relay0 "), consensus);
        }
    }

    @Test
    void aLinkedConnectionAsksTheSame() throws IOException {
        try (Drive drive = new Drive(node)) {
            drive.say("LAUNCH " + relays.hop("auth0", true));
            String got = drive.say("LINKED 1");
            assertTrue(got.matches("GOT [0-9]{4,}"), got);
        }
    }

    @Test
    void aHopInTheMiddleTakesStreamsToo() throws Exception {
        try (WebServer web = new WebServer();
                Drive drive = built(PATH)) {
            assertEquals("CONNECTED", drive.say("BEGIN 2 127.0.0.1:" + web.port()));
            assertArrayEquals(WebServer.bytes("/7/100000"), body(drive, "GET /7/100000 HTTP/1.0\r\n\r\n"));
        }
    }

    @Test
    void aCircuitExtendsLater() throws IOException {
        try (Drive drive = built("auth0", "relay0")) {
            assertTrue(drive.say("EXTEND " + relays.hop("relay1", false)).startsWith("BUILT "));
            assertTrue(drive.say("RESOLVE 3 four.test").startsWith("RESOLVED 04047f000004"));
        }
    }

    @Test
    void aRefusedConnectionIsSaid(CtorNetwork network) throws IOException {
        try (Drive drive = built(PATH)) {
            String answer = drive.say("BEGIN 0 127.0.0.1:" + network.freePort());
            // C tor says MISC where the connect failed later than at once.
            List<String> right = List.of("END " + EndReason.CONNECTREFUSED, "END " + EndReason.MISC);
            assertTrue(right.contains(answer), answer);
        }
    }

    @Test
    void aHopThatIsNotWhoItShouldBeIsSaid() throws IOException {
        try (Drive drive = new Drive(node)) {
            String wrong = "00".repeat(20) + relays.hop("relay1", false).substring(40);
            String answer = drive.say("LAUNCH " + relays.hop("auth0", false) + " " + wrong);
            assertTrue(answer.matches("CLOSED PEER_DESTROYED \\d+ 1"), answer);
        }
    }

    @Test
    void aWrongOnionKeyIsSaid() throws IOException {
        try (Drive drive = new Drive(node)) {
            String[] parts = relays.hop("auth0", false).split("/");
            parts[2] = "09" + "00".repeat(31);
            String answer = drive.say("LAUNCH " + String.join("/", parts));
            assertEquals("CLOSED PEER_FAULT 0 0", answer); // C tor answers then, by a key of no use
        }
    }
}
