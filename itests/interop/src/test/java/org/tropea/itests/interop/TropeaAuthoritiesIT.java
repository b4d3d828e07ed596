package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.PathTraffic;

/** A network whose authorities are all Tropea: C tor's relays are listed by them, and its client bootstraps. */
@Tag("waits")
class TropeaAuthoritiesIT {
    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(2)
            .relays(3)
            .votingInterval(Duration.ofSeconds(10))
            .authority(Tropea.relay("auth0"))
            .authority(Tropea.relay("auth1")));

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
        RoundWatch watch = new RoundWatch(network);
        assertTrue(watch.page("auth0", "/tor/keys/authority").startsWith("dir-key-certificate-version 3\n"));
        assertEquals("", watch.page("auth0", "/tor/status-vote/next/" + "F".repeat(40)));
        Deadline.in(Duration.ofSeconds(60))
                .await(
                        () -> {
                            watch.look();
                            return watch.agreedInARow(35) >= 2;
                        },
                        700,
                        () -> "two rounds in a row:" + watch.report());
    }

    @Test
    void refusesMailThatIsNone(CtorNetwork network) throws IOException {
        String to = new RoundWatch(network).address("auth1");
        assertEquals("400 Unable to parse vote", RoundWatch.post(to, "/tor/post/vote", new byte[] {0}));
        assertEquals("404 Not found", RoundWatch.post(to, "/tor/post/nothing", new byte[] {'\n'}));
    }
}
