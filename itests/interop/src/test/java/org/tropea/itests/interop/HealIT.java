package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.PathCircuit;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.SocksDownloads;

/**
 * kill -9 at the worst moments: each process of a mixed network is killed in the midst of a vote, a download or the
 * building of a circuit, is started again, and the network heals by itself. {@code -Dtropea.kills=N} does it all N times.
 */
@Tag("waits")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealIT {
    private static final String MICRODESC = "/tor/status-vote/current/consensus-microdesc";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern VALID_AFTER = Pattern.compile("(?m)^valid-after (.*)$");
    private static final String IN_FORCE = "is in force, with ";
    private static final Kills KILLS = new Kills();
    private static int dirPort;
    private static int userPort;
    private static int slowPort;
    private static NodeShell shell;
    /** The circuits of user, as it said last. */
    private static String circuits = "";

    private static ServerSocket target;

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(3)
            .authority(Tropea.relay("auth2"))
            .votingInterval(Duration.ofSeconds(10))
            .relays(2)
            .relayOption("__DisablePredictedCircuits 1")
            .node(Tropea.relay("T1"))
            .with(HealIT::cache)
            .with(HealIT::user));

    private static void cache(CtorNetwork network) {
        dirPort = network.freePort();
        start(network, "T2", List.of("DirPort 127.0.0.1:" + dirPort));
    }

    private static void user(CtorNetwork network) {
        userPort = network.freePort();
        CtorNode node = network.prepare(client("user", userPort));
        shell = new NodeShell(node, network.freePort());
        node.start();
    }

    private static NodeSpec client(String nickname, int port) {
        return Tropea.relay(nickname)
                .option("/ORPort")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + port)
                .option("PathsNeededToBuildCircuits 0.67");
    }

    /** A relay that logs in detail. */
    private static CtorNode start(CtorNetwork network, String nickname, List<String> options) {
        CtorNode node = network.prepare(Tropea.relay(nickname));
        add(node, options);
        node.start();
        return node;
    }

    private static void add(CtorNode node, List<String> options) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(node.torrc()));
            lines.add(Kills.logLine(node));
            lines.addAll(options);
            Files.write(node.torrc(), lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("tropea.kills", 1));
    }

    @BeforeAll
    static void ready(CtorNetwork network) throws IOException {
        target = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        network.awaitFlags("T1", Duration.ofSeconds(150), "Running", "Valid");
        network.awaitFlags("T2", Duration.ofSeconds(150), "Running", "Valid");
        InteropNetwork.await("a stream of user", 120, () -> passes(userPort));
    }

    @AfterAll
    static void stop() throws IOException {
        target.close();
    }

    private static boolean passes(int port) {
        return ClientNetwork.reaches(port, "heal", target.getLocalPort(), 15_000);
    }

    // ---- a Tropea client that begins ------------------------------------------------------------------------------

    /** At so few bytes a second that each phase lasts; each kill finds the files that the one before has left. */
    @ParameterizedTest
    @MethodSource("rounds")
    @Order(1)
    void aClientThatDownloads(int round, CtorNetwork network) throws Exception {
        slowPort = network.freePort();
        CtorNode slow = network.prepare(client("slow" + round, slowPort));
        Path torrc = slow.torrc();
        String fast = Files.readString(torrc);
        add(slow, List.of("BandwidthRate 3 KBytes", "BandwidthBurst 3 KBytes"));
        slow.start();
        KILLS.killIn(slow, "while it downloaded its first consensus", () -> {
            String log = Kills.log(slow);
            return log.contains("for the microdesc consensus") && !log.contains(IN_FORCE);
        });
        slow.start();
        KILLS.awaitHealed("the consensus", 90, () -> Kills.log(slow).contains(IN_FORCE));
        KILLS.killIn(slow, "while it downloaded microdescriptors", () -> {
            String log = Kills.log(slow);
            return log.matches("(?s).*Asking \\S+ for \\d+ microdesc.*") && slow.said("Bootstrapped 75%") == 0;
        });
        Files.writeString(torrc, fast);
        slow.start();
        KILLS.awaitHealed("a stream", 90, () -> passes(slowPort));
        slow.stop();
    }

    // ---- relays and clients while a circuit is built --------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(2)
    void aTropeaRelayThatACircuitIsExtendedTo(int round, CtorNetwork network) throws Exception {
        relayInABuild(network, "T1", "relay1");
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(3)
    void aCtorRelayThatACircuitIsExtendedTo(int round, CtorNetwork network) throws Exception {
        relayInABuild(network, "relay1", "T1");
    }

    private static void relayInABuild(CtorNetwork network, String victim, String last) throws Exception {
        CtorNode node = network.node(victim);
        node.signal("STOP");
        PathCircuit circuit = network.circuits().launch(List.of("relay0", victim, last));
        KILLS.killIn(node, "while a circuit was extended to it", () -> stands(network, circuit, "relay0"));
        node.start();
        KILLS.awaitHealed("a download through it", 120, () -> carries(network, victim, "relay0", last));
    }

    /** Whether the circuit was extended as far as {@code hop} and waits for the next one. */
    private static boolean stands(CtorNetwork network, PathCircuit circuit, String hop) throws IOException {
        return network.circuits()
                .control()
                .getInfo("circuit-status")
                .lines()
                .anyMatch(line -> line.matches(circuit.id() + " EXTENDED \\$[0-9A-F]+~" + hop + " .*"));
    }

    private static boolean carries(CtorNetwork network, String... path) {
        try (PathTraffic traffic = network.traffic(path).limit(Duration.ofSeconds(20))) {
            return traffic.bytes(1 << 20).start().await().clean();
        } catch (IllegalStateException noCircuit) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(4)
    void aTropeaRelayThatADownloadPasses(int round, CtorNetwork network) throws Exception {
        CtorNode node = network.node("T1");
        long size = 256L << 20;
        try (PathTraffic traffic = network.traffic("relay0", "T1", "T2").bytes(size)) {
            RunningTraffic running = traffic.start();
            KILLS.killIn(
                    node, "while a download passed it", () -> running.bytes() > 1 << 20 && running.bytes() < size / 2);
            running.cut();
        }
        node.start();
        KILLS.awaitHealed("a download through it", 120, () -> carries(network, "T1", "relay0", "relay1"));
    }

    /** Both are killed in the same phase: the guard first, which the client then finds dead. */
    @ParameterizedTest
    @MethodSource("rounds")
    @Order(5)
    void aGuardAndItsClientWhileACircuitIsBuilt(int round, CtorNetwork network) throws Exception {
        CtorNode user = network.node("user");
        InteropNetwork.await("the client knows a second guard", 120, () -> guards(user) > 1);
        CtorNode guard = network.node(guardOf(user));
        guard.signal("STOP");
        KILLS.killIn(guard, "while a Tropea client built circuits by it", () -> builds(user, guard.nickname()));
        KILLS.awaitHealed("a stream of its client by another guard", 90, () -> passes(userPort));
        guard.start();
        CtorNode next = network.node(guardOf(user));
        next.signal("STOP");
        KILLS.killIn(user, "while it built circuits", () -> builds(user, next.nickname()));
        next.signal("CONT");
        user.start();
        KILLS.awaitHealed("a stream", 90, () -> passes(userPort));
    }

    private static long guards(CtorNode user) throws IOException {
        return Files.readAllLines(user.directory().resolve("state")).stream()
                .filter(line -> line.startsWith("Guard "))
                .count();
    }

    /** The guard of an open circuit of the client, once there is one. */
    private static String guardOf(CtorNode user) {
        Pattern open = Pattern.compile("OPEN[^}]*?\"path\":\\s*\"(\\w+)");
        String[] guard = new String[1];
        InteropNetwork.await("an open circuit of " + user.nickname(), 60, () -> {
            Matcher found = open.matcher(shell.run("client:circuits --json"));
            guard[0] = found.find() ? found.group(1) : null;
            return guard[0] != null;
        });
        return guard[0];
    }

    /** Whether circuits of {@code user} by this guard are being built; asks for some. Who is frozen says nothing new. */
    private static boolean builds(CtorNode user, String guard) throws Exception {
        if (!Kills.isFrozen(user)) {
            shell.run("client:newnym");
            ClientNetwork.reaches(userPort, "build", target.getLocalPort(), 500);
            circuits = shell.run("client:circuits --json");
        }
        return Pattern.compile("BUILDING[^}]*\"path\":\\s*\"" + guard + "\\b")
                .matcher(circuits)
                .find();
    }

    // ---- authorities and caches -----------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(6)
    void aCacheThatDownloadsAConsensus(int round, CtorNetwork network) throws Exception {
        CtorNode cache = network.node("T2");
        List<CtorNode> authorities = List.of(network.node("auth0"), network.node("auth1"), network.node("auth2"));
        int published = authorities.get(0).said("Time to publish the consensus");
        InteropNetwork.await(
                "a consensus", 60, () -> authorities.get(0).said("Time to publish the consensus") > published);
        authorities.forEach(each -> each.signal("STOP"));
        int before = Kills.log(cache).length();
        KILLS.killIn(
                cache,
                "while it downloaded a consensus from a frozen authority",
                () -> Kills.log(cache).substring(before).matches("(?s).*Asking auth\\d for the microdesc consensus.*"));
        authorities.forEach(each -> each.signal("CONT"));
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        cache.start();
        KILLS.awaitHealed("it serves a newer one", 120, () -> validAfter().isAfter(now));
    }

    private static String consensus() throws IOException {
        try (var in =
                URI.create("http://127.0.0.1:" + dirPort + MICRODESC).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static LocalDateTime validAfter() {
        try {
            Matcher found = VALID_AFTER.matcher(consensus());
            return found.find() ? LocalDateTime.parse(found.group(1), TIME) : LocalDateTime.MIN;
        } catch (IOException notYet) {
            return LocalDateTime.MIN;
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(7)
    void aCtorAuthorityThatVotes(int round, CtorNetwork network) throws Exception {
        authority(network.node("auth1"), "while votes were exchanged", "Time to vote.", "Time to compute a consensus.");
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(8)
    void aTropeaAuthorityThatVotes(int round, CtorNetwork network) throws Exception {
        authority(network.node("auth2"), "while votes were exchanged", "Time to vote.", "Time to compute a consensus.");
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(9)
    void aTropeaAuthorityThatSigns(int round, CtorNetwork network) throws Exception {
        authority(
                network.node("auth2"),
                "while signatures were exchanged",
                "Time to compute a consensus.",
                "Time to publish the consensus");
    }

    private static void authority(CtorNode node, String phase, String begins, String ends) throws Exception {
        KILLS.killIn(node, phase, () -> node.saidLast(begins, ends));
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        node.start();
        KILLS.awaitHealed("a consensus with all three signatures", 120, () -> {
            String text = consensus();
            Matcher found = VALID_AFTER.matcher(text);
            return found.find()
                    && LocalDateTime.parse(found.group(1), TIME).isAfter(now)
                    && text.split("\ndirectory-signature ", -1).length == 4;
        });
    }

    // ---- C tor's client, whose circuits nobody needs any more -----------------------------------------------------

    /** Last and once: it takes the network's control connection with it. The relay is frozen before the client is. */
    @Test
    @Order(10)
    void aCtorClientThatBuildsACircuit(CtorNetwork network) throws Exception {
        CtorNode client = network.client();
        CtorNode relay = network.node("T1");
        relay.signal("STOP");
        PathCircuit circuit = network.circuits().launch(List.of("relay0", "T1", "relay1"));
        KILLS.killIn(
                client,
                "while its circuit was extended to a Tropea relay",
                () -> Kills.isFrozen(client) ? Kills.isFrozen(relay) : stands(network, circuit, "relay0"));
        relay.signal("CONT");
        client.start();
        KILLS.awaitHealed("a stream", 120, () -> passes(client.socksPort()));
        assertEquals(
                4,
                new SocksDownloads(client.socksPort())
                        .streams(4)
                        .users(4)
                        .run()
                        .requireClean()
                        .done());
    }

    @Test
    @Order(11)
    void atLeastTenKillsWereHealed() {
        assertTrue(KILLS.healed() >= 10, "only " + KILLS.healed());
    }
}
