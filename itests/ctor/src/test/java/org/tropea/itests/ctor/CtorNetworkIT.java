package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library against itself: C tor stands where Tropea will, as relay "T" started by command. */
class CtorNetworkIT {

    private static final int SIZE = 2 << 20;

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(b -> b.relays(2)
                    .node(NodeSpec.of("T", TorPrograms.locate().tor().toString())
                            .option("RefuseUnknownExits 0"))
                    .relay("closed", "ExitPolicy reject *:*", "ExitRelay 0")
                    .relay("victim"))
            .then(CtorNetworkIT::awaitRelays);

    private static void awaitRelays(CtorNetwork net) {
        net.awaitFlags("T", Duration.ofSeconds(90), "Running", "Valid", "Exit", "Fast");
        net.awaitFlags("closed", Duration.ofSeconds(90), "Running", "Valid");
        net.awaitFlags("victim", Duration.ofSeconds(90), "Running", "Valid");
    }

    @Test
    void downloadsAlongEveryPosition(CtorNetwork net) {
        for (List<String> path : List.of(
                List.of("T", "relay0", "relay1"), List.of("relay0", "T", "relay1"), List.of("relay0", "relay1", "T"))) {
            TrafficReport report = net.traffic(path.toArray(String[]::new))
                    .circuits(2)
                    .streams(4)
                    .bytes(SIZE)
                    .run();
            assertEquals(8, report.requireClean().done());
            assertEquals(8L * SIZE, report.bytes());
        }
    }

    @Test
    void streamsGoThroughTheirCircuit(CtorNetwork net) throws IOException {
        try (PathTraffic traffic =
                net.traffic("relay0", "T", "relay1").bytes(SIZE).repeat()) {
            PathCircuit circuit = traffic.build().get(0);
            RunningTraffic running = traffic.start();
            Deadline.in(Duration.ofSeconds(30)).await(() -> running.bytes() > 0, 10, () -> "no byte arrived");
            String streams = net.circuits().control().getInfo("stream-status");
            running.finish().await().requireClean();
            assertTrue(streams.contains("SUCCEEDED " + circuit.id() + " "), streams);
        }
    }

    @Test
    void cutStreamsAreNoErrors(CtorNetwork net) {
        try (PathTraffic endless = net.traffic("relay0", "T", "relay1").bytes(1L << 40);
                PathTraffic fetches = net.traffic("relay0", "T", "relay1").bytes(1000)) {
            RunningTraffic background = endless.start();
            RunningTraffic running = fetches.repeat(Duration.ofMillis(50)).start();
            Deadline.in(Duration.ofSeconds(30))
                    .await(() -> running.durations().size() > 2, 10, () -> "no three fetches");
            assertEquals(List.of(), running.cut().errors());
            TrafficReport report = background.cut();
            assertEquals(List.of(), report.errors());
            assertEquals(0, report.done());
            assertTrue(running.durations().stream().allMatch(seconds -> seconds > 0 && seconds < 30));
        }
    }

    @Test
    void uploadAndEcho(CtorNetwork net) {
        net.traffic("relay0", "T", "relay1")
                .streams(2)
                .bytes(SIZE)
                .upload()
                .run()
                .requireClean();
        net.traffic("relay0", "T", "relay1").streams(2).bytes(SIZE).echo().run().requireClean();
    }

    @Test
    void resolvesThroughTheExit(CtorNetwork net) throws IOException {
        try (PathTraffic traffic = net.traffic("relay0", "relay1", "T")) {
            assertEquals(InetAddress.getByName("127.0.0.1"), traffic.socks().resolve("127.0.0.1"));
            SocksException refused =
                    assertThrows(SocksException.class, () -> traffic.socks().resolve("name.invalid"));
            assertEquals(SocksException.HOST_UNREACHABLE, refused.code());
        }
    }

    /** C tor 0.4.9.11 as exit was seen to end such a stream with MISC, not with the CONNECTREFUSED of tor-spec 6.3. */
    @Test
    void namesComeFromTheNetworksOwnServer(CtorNetwork net) throws IOException {
        try (PathTraffic traffic = net.traffic("T", "relay0", "relay1")) {
            assertEquals(InetAddress.getByName("127.0.0.4"), traffic.socks().resolve("four.test"));
            assertEquals("four.test", traffic.socks().resolvePtr("192.0.2.4"));
            SocksClient socks = traffic.socks();
            assertThrows(SocksException.class, () -> socks.resolve("nowhere.test"));
        }
        net.traffic("T", "relay0", "relay1").host("source.test").run().requireClean();
    }

    @Test
    void refusedConnectionIsSaid(CtorNetwork net) throws IOException {
        int unused = net.freePort();
        try (PathTraffic traffic = net.traffic("relay0", "relay1", "T")) {
            SocksClient socks = traffic.socks();
            SocksException refused = assertThrows(SocksException.class, () -> socks.connect("127.0.0.1", unused));
            String reason = net.circuits().endReason(socks.user());
            assertTrue(List.of("END/MISC", "END/CONNECTREFUSED").contains(reason), reason);
            int expected = reason.equals("END/MISC") ? SocksException.GENERAL : SocksException.REFUSED;
            assertEquals(expected, refused.code());
        }
    }

    @Test
    void policyRefusalEndsTheStream(CtorNetwork net) throws IOException {
        try (PathTraffic traffic = net.traffic("relay0", "relay1", "closed").limit(Duration.ofSeconds(20));
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SocksClient socks = traffic.socks();
            SocksException refused =
                    assertThrows(SocksException.class, () -> socks.connect("127.0.0.1", target.getLocalPort()));
            assertEquals(SocksException.NOT_ALLOWED, refused.code());
            assertEquals("END/EXITPOLICY", net.circuits().endReason(socks.user()));
        }
    }

    @Test
    void closedCircuitIsReported(CtorNetwork net) throws Exception {
        CtorNode victim = net.node("victim");
        try (PathTraffic traffic =
                net.traffic("relay0", "victim", "relay1").bytes(SIZE).repeat()) {
            PathCircuit circuit = traffic.build().get(0);
            RunningTraffic running = traffic.start();
            victim.stop();
            assertNotNull(circuit.whenClosed().get(30, TimeUnit.SECONDS));
            TrafficReport report = running.finish().await();
            assertFalse(report.clean());
            assertEquals(1, report.closed().size(), report.toString());
            assertFalse(report.errors().isEmpty());
        }
    }
}
