package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.PathTraffic;

/** A network whose authorities are all Tropea: C tor's relays are listed by them, and its client bootstraps. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("waits")
class TropeaAuthoritiesIT {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final boolean HAS_DISK = ClientNetwork.mayUnshare("--mount");

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(2)
            .relays(3)
            .votingInterval(INTERVAL)
            .authority(Tropea.relay("auth0"))
            .authority(HAS_DISK ? SmallDisk.relay("auth1") : Tropea.relay("auth1")));

    @TempDir
    static Path folder;

    private static RoundWatch watch(CtorNetwork network) {
        return new RoundWatch(network, INTERVAL);
    }

    @Test
    void carriesCtorsClientThroughCtorsRelays(CtorNetwork network) {
        for (String relay : new String[] {"relay0", "relay1", "relay2"}) {
            network.awaitFlags(relay, Duration.ofSeconds(60), "Running", "Valid", "Exit", "V2Dir");
        }
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "relay2")) {
            assertTrue(traffic.build().size() == 1, "a circuit through three of C tor's relays");
        }
    }

    @Test
    void servesItsCertificateAndAgrees(CtorNetwork network) {
        RoundWatch watch = watch(network);
        assertTrue(watch.page("auth0", "/tor/keys/authority").startsWith("dir-key-certificate-version 3\n"));
        assertEquals(404, watch.status("auth0", "/tor/status-vote/next/" + "F".repeat(40)));
        awaitTwoRounds(watch);
    }

    private static void awaitTwoRounds(RoundWatch watch) {
        Deadline.in(Duration.ofSeconds(60))
                .await(
                        () -> {
                            watch.look();
                            return watch.agreedInARow(35) >= 2;
                        },
                        700,
                        () -> "two rounds in a row:" + watch.report());
    }

    /** What it cannot keep of votes, shared random values and what it saw of relays, it keeps in memory. */
    @Test
    @Order(Integer.MAX_VALUE)
    void oneWhoseDiskIsFullGoesOnVoting(CtorNetwork network) throws Exception {
        assumeTrue(HAS_DISK, "no mount namespaces here, so no disk of a test's own");
        CtorNode full = network.node("auth1");
        SmallDisk.fill(full, folder);
        InteropNetwork.await("it says so", 30, () -> full.said("annot write") + full.said("annot be written") > 0);
        RoundWatch watch = watch(network);
        awaitTwoRounds(watch);
        assertEquals(0, full.said("[err]"), () -> full.tail(30));
    }

    @Test
    void refusesMailThatIsNone(CtorNetwork network) throws IOException {
        String to = watch(network).address("auth1");
        assertEquals("400 Unable to parse vote", RoundWatch.post(to, "/tor/post/vote", new byte[] {0}));
        assertEquals("404 Not found", RoundWatch.post(to, "/tor/post/nothing", new byte[] {'\n'}));
    }
}
