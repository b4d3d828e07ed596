package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.ConsensusView;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.SocksClient;
import org.tropea.itests.ctor.SocksException;

/** Four relays and two clients in one container, between C tor's: nothing of one shows in another, and each stops alone. */
@Tag("waits")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedContainerIT {
    private static final String HOST = "alpha";
    private static final List<String> OTHERS = List.of("bravo", "charlie", "delta");
    private static final long RATE = 1 << 20;
    private static final List<String> CLIENTS = List.of("ann", "ben");
    private static final int[] SOCKS = new int[2];
    private static NodeShell shell;

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(2)
            .clientOption("ConfluxEnabled 0")
            .relayOption("__DisablePredictedCircuits 1")
            .with(SharedContainerIT::four));

    private static void four(CtorNetwork network) {
        CtorNode host = network.prepare(Tropea.relay(HOST));
        shell = new NodeShell(host, network.freePort());
        host.start();
        Map<String, Map<String, List<String>>> own = Map.of(
                "bravo",
                Map.of(
                        "RelayBandwidthRate", List.of(RATE + " bytes"),
                        "RelayBandwidthBurst", List.of(RATE + " bytes"),
                        "ContactInfo", List.of("bravo's own contact")),
                "charlie",
                Map.of("ContactInfo", List.of("charlie's own contact")),
                "delta",
                Map.of("ContactInfo", List.of("delta's own contact")));
        try {
            for (String each : OTHERS) {
                new RouterFile(network, host, each, own.get(each)).drop();
            }
            for (int i = 0; i < CLIENTS.size(); i++) {
                SOCKS[i] = network.freePort();
                new RouterFile(network, host, CLIENTS.get(i), client(SOCKS[i], CLIENTS.get(i))).drop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> client(int port, String name) {
        return Map.of(
                "ORPort", List.of("0"),
                "SocksPort", List.of("127.0.0.1:" + port),
                "MapAddress", List.of(name + ".example source.test"),
                "PathsNeededToBuildCircuits", List.of("0.67"));
    }

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, HOST, "bravo", "charlie", "delta");
    }

    private static Path data(CtorNetwork network, String router) {
        Path host = network.node(HOST).directory();
        return router.equals(HOST) ? host : host.resolve(router);
    }

    private static byte[] key(CtorNetwork network, String router, String file) throws IOException {
        return Files.readAllBytes(data(network, router).resolve("keys").resolve(file));
    }

    @Test
    @Order(1)
    void keysAreEachRoutersOwn(CtorNetwork network) throws IOException {
        for (String file : List.of("secret_id_key", "ed25519_master_id_public_key", "secret_onion_key_ntor")) {
            Set<String> different = new HashSet<>();
            for (String router : List.of(HOST, "bravo", "charlie", "delta")) {
                different.add(new String(key(network, router, file), StandardCharsets.ISO_8859_1));
            }
            assertEquals(4, different.size(), file);
        }
    }

    /** What each writes is of the same kinds, and speaks of nobody else; what it says of itself is what is in force. */
    @Test
    @Order(2)
    void dataDirectoriesHoldNothingOfOthers(CtorNetwork network) throws IOException {
        Set<String> first = files(data(network, "bravo"));
        assertTrue(first.contains("keys/secret_id_key"), first.toString());
        assertEquals(first, files(data(network, "charlie")));
        for (String router : OTHERS) {
            for (String file : files(data(network, router))) {
                byte[] bytes = Files.readAllBytes(data(network, router).resolve(file));
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                assertTrue(
                        routers().noneMatch(other -> !other.equals(router) && text.contains(other)),
                        router + "/" + file);
            }
        }
    }

    private static Stream<String> routers() {
        return Stream.concat(Stream.of(HOST), Stream.concat(OTHERS.stream(), CLIENTS.stream()));
    }

    @Test
    @Order(2)
    void eachIsListedByTheIdentityThatItHasSaid(CtorNetwork network) throws IOException {
        CtorNode host = network.node(HOST);
        try (ControlClient control = network.client().control()) {
            ConsensusView view = new ConsensusView(control);
            for (String router : List.of(HOST, "bravo", "charlie", "delta")) {
                String identity = view.fingerprint(router);
                assertEquals(1, host.said("fingerprint of this relay is '" + router + " " + identity + "'"), router);
            }
        }
    }

    // ---- counters -------------------------------------------------------------------------------------------------

    private static long counter(String router, String name) throws IOException, InterruptedException {
        String sheet = shell.run("router:show " + router + " --json");
        Matcher found = Pattern.compile("\"" + name + "\":\\s*(\\d+)").matcher(sheet);
        assertTrue(found.find(), sheet);
        return Long.parseLong(found.group(1));
    }

    /** 4 MiB are more than 8,000 cells; what is built ahead by others is a few. */
    @Test
    @Order(3)
    void eachCountsItsOwnCells(CtorNetwork network) throws Exception {
        List<String> counters = List.of("cellsRelayed", "bytesRead", "bytesWritten");
        Map<String, Long> before = new HashMap<>();
        for (String router : List.of("bravo", "charlie")) {
            for (String counter : counters) {
                before.put(router + counter, counter(router, counter));
            }
        }
        network.traffic("relay0", "charlie", "relay1").bytes(4 << 20).run().requireClean();
        for (String counter : counters) {
            long least = counter.startsWith("bytes") ? 4 << 20 : (4 << 20) / 498;
            long carried = counter("charlie", counter) - before.get("charlie" + counter);
            long idle = counter("bravo", counter) - before.get("bravo" + counter);
            assertTrue(carried >= least, counter + " of charlie: " + carried);
            assertTrue(idle < least / 4, counter + " of bravo, who carried nothing: " + idle);
        }
    }

    // ---- clients --------------------------------------------------------------------------------------------------

    /** What one of them has mapped, the other does not know. */
    @Test
    @Order(3)
    void clientsHaveAddressesOfTheirOwn() throws IOException {
        try (ServerSocket target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                int port = SOCKS[i];
                InteropNetwork.await(
                        "a stream of " + CLIENTS.get(i),
                        90,
                        () -> ClientNetwork.reaches(port, "first", target.getLocalPort(), 15_000));
                new SocksClient(port, "own", 60_000)
                        .connect(CLIENTS.get(i) + ".example", target.getLocalPort())
                        .close();
                String others = CLIENTS.get(1 - i) + ".example";
                SocksClient socks = new SocksClient(port, "other", 60_000);
                assertThrows(SocksException.class, () -> socks.connect(others, target.getLocalPort()));
            }
        }
    }

    /** One's streams and its wish for new circuits are nothing to the other; each keeps what it fetched and its guards. */
    @Test
    @Order(4)
    void clientsHaveCircuitsGuardsAndDocumentsOfTheirOwn(CtorNetwork network) throws Exception {
        try (ServerSocket target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Socket stream =
                        new SocksClient(SOCKS[0], "stays", 60_000).connect("127.0.0.1", target.getLocalPort())) {
            assertTrue(stream.isConnected());
            assertEquals(1, streams("ann"));
            assertEquals(0, streams("ben"));
        }
        for (String client : CLIENTS) {
            Path data = data(network, client);
            assertTrue(Files.readString(data.resolve("state")).contains("\nGuard "), client);
            assertTrue(Files.exists(data.resolve("cached-microdesc-consensus")), client);
            assertTrue(counter(client, "cellsOriginated") > 0, client);
        }
    }

    private static int streams(String client) throws IOException, InterruptedException {
        return ClientNetwork.circuits(shell, "--router " + client).stream()
                .mapToInt(ClientNetwork.Carrying::streams)
                .sum();
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Set<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("cached-") && !name.startsWith("unverified-"))
                    .forEach(names::add);
            return names;
        }
    }

    /** One is limited to 1 MiB/s; one beside it, in the same process at the same time, is not. */
    @Test
    @Order(3)
    void aLimitHoldsForOneAlone(CtorNetwork network) throws InterruptedException {
        RunningTraffic limited = network.traffic("relay0", "bravo", "relay1")
                .bytes(256 << 10)
                .repeat()
                .start();
        RunningTraffic free = network.traffic("relay0", "charlie", "relay1")
                .bytes(256 << 10)
                .repeat()
                .start();
        InteropNetwork.await("the burst is spent", 30, () -> limited.bytes() > 2 * RATE);
        long limitedBefore = limited.bytes();
        long freeBefore = free.bytes();
        Thread.sleep(8_000);
        double limitedRate = (limited.bytes() - limitedBefore) / 8.0;
        double freeRate = (free.bytes() - freeBefore) / 8.0;
        limited.finish().await().requireClean();
        free.finish().await().requireClean();
        assertTrue(limitedRate < 1.2 * RATE, limitedRate + " bytes per second through the limited one");
        assertTrue(freeRate > 2 * limitedRate, freeRate + " through the other, " + limitedRate + " through it");
    }

    /** delta goes while all carry traffic: what runs through the others is not touched. */
    @Test
    @Order(4)
    void stoppingOneLeavesTheRest(CtorNetwork network) throws Exception {
        CtorNode host = network.node(HOST);
        RunningTraffic one = network.traffic(HOST, "relay0", "charlie")
                .bytes(1 << 20)
                .repeat()
                .start();
        RunningTraffic two = network.traffic("relay1", "bravo", "relay0")
                .bytes(128 << 10)
                .repeat()
                .start();
        RunningTraffic gone = network.traffic("relay0", "delta", "relay1")
                .bytes(1 << 20)
                .repeat()
                .start();
        InteropNetwork.await("all flow", 60, () -> one.bytes() > 0 && two.bytes() > 0 && gone.bytes() > 0);
        int port = orPort(host, "delta");
        Files.delete(host.directory().resolve("conf/org.tropea.router-delta.config"));
        InteropNetwork.await("delta is stopped", 30, () -> host.said("Router delta is stopped") == 1);
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        long before = one.bytes() + two.bytes();
        InteropNetwork.await("the rest flows", 30, () -> one.bytes() + two.bytes() > before + (4 << 20));
        gone.cut();
        one.finish().await().requireClean();
        two.finish().await().requireClean();
        for (String router : List.of(HOST, "bravo", "charlie")) {
            assertEquals(0, host.said("Router " + router + " is stopped"), router);
        }
    }

    private static int orPort(CtorNode host, String router) throws IOException {
        String file = Files.readString(host.directory().resolve("conf/org.tropea.router-" + router + ".config"));
        String line = file.lines()
                .filter(each -> each.startsWith("ORPort="))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll("^.*:|\"", ""));
    }

    /** Lines of the router that the torrc describes are as C tor's; those of the others have their names before them. */
    @Test
    @Order(5)
    void linesOfTheLogNameTheRouter(CtorNetwork network) throws IOException {
        List<String> lines = Files.readAllLines(network.node(HOST).log());
        Pattern named = Pattern.compile("\\] (bravo|charlie|delta): ");
        for (String router : OTHERS) {
            List<String> published = lines.stream()
                    .filter(line -> line.contains("] " + router + ": "))
                    .toList();
            assertFalse(published.isEmpty(), "nothing is said in the name of " + router);
            assertTrue(published.stream().noneMatch(line -> mentionsAnother(line, router)), published.toString());
        }
        assertTrue(lines.stream()
                .anyMatch(line -> line.contains(HOST) && !named.matcher(line).find()));
        assertTrue(lines.stream().noneMatch(line -> line.contains("] " + HOST + ": ")));
    }

    private static boolean mentionsAnother(String line, String router) {
        return Stream.concat(Stream.of(HOST), OTHERS.stream())
                .anyMatch(other -> !other.equals(router) && line.matches(".*[Rr]outer " + other + "\\b.*"));
    }
}
