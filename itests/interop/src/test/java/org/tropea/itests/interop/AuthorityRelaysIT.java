package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/** Relays of both makes publish to Tropea's authorities, are reached by them and voted Running. */
@Tag("waits")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuthorityRelaysIT {
    private static final String CONSENSUS = "/tor/status-vote/current/consensus";
    private static final List<String> RELAYS = List.of("relay0", "ours");
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Pattern VALID_AFTER = Pattern.compile("(?m)^valid-after (.*)$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(2)
            .relays(1)
            .votingInterval(INTERVAL)
            .withoutClient()
            .authority(Tropea.relay("auth0"))
            .authority(Tropea.relay("auth1"))
            .with(all -> all.start(Tropea.relay("ours"))));

    private static RoundWatch watch(CtorNetwork network) {
        return new RoundWatch(network, INTERVAL);
    }

    /** Whether the consensus that the authority serves is of a time after {@code since}, and lists the relay as running. */
    private static boolean isRunning(CtorNetwork network, String authority, String relay, LocalDateTime since) {
        String consensus = watch(network).page(authority, CONSENSUS);
        Matcher validAfter = VALID_AFTER.matcher(consensus);
        if (!validAfter.find()
                || !LocalDateTime.parse(validAfter.group(1), TIME).isAfter(since)) {
            return false;
        }
        int entry = consensus.indexOf("\nr " + relay + " ");
        int flags = entry < 0 ? -1 : consensus.indexOf("\ns ", entry + 1);
        return flags >= 0
                && consensus
                        .substring(flags, consensus.indexOf('\n', flags + 1))
                        .contains(" Running");
    }

    private static void awaitRunning(CtorNetwork network, LocalDateTime since) {
        for (String authority : List.of("auth0", "auth1")) {
            for (String relay : RELAYS) {
                InteropNetwork.await(
                        relay + " Running by " + authority, 90, () -> isRunning(network, authority, relay, since));
            }
        }
    }

    @Test
    @Order(1)
    void relaysOfBothMakesAreReachedAndVotedRunning(CtorNetwork network) {
        awaitRunning(network, LocalDateTime.MIN);
        String vote = watch(network).page("auth0", "/tor/status-vote/current/authority");
        assertTrue(vote.contains("\nstats wfu=1.000000 "), vote);
        assertTrue(vote.contains("known-flags Authority Exit Fast Guard HSDir Running Stable"), vote);
    }

    @Test
    @Order(2)
    void theirDocumentsAreServedAndTheirKeysPinned(CtorNetwork network) throws IOException {
        RoundWatch watch = watch(network);
        String pins = Files.readString(network.node("auth0").directory().resolve("key-pinning-journal"));
        assertTrue(pins.lines().filter(line -> line.matches("\\S{27} \\S{43}")).count() >= 4, pins);
        for (String relay : RELAYS) {
            assertTrue(watch.page("auth0", "/tor/server/all").contains("router " + relay + " "), relay);
            InteropNetwork.await(
                    "extra-info of " + relay,
                    30,
                    () -> watch.page("auth0", "/tor/extra/all").contains("extra-info " + relay + " "));
        }
    }

    @Test
    @Order(3)
    void badUploadsAreRefusedWithTheReason(CtorNetwork network) throws IOException {
        RoundWatch watch = watch(network);
        String good = descriptor(watch, "relay0");
        String to = watch.address("auth0");
        assertTrue(
                post(to, good.replaceFirst("\nuptime \\d+", "\nuptime 9")).startsWith("400 server descriptor, line "));
        assertTrue(post(to, good.substring(0, 500)).startsWith("400 "));
        assertTrue(post(to, "nonsense\n").startsWith("400 upload, line 1: "), post(to, "nonsense\n"));
        assertTrue(post(to, good).startsWith("200 Router descriptor was not new."), post(to, good));
        assertEquals(good, descriptor(watch, "relay0"));
    }

    private static String descriptor(RoundWatch watch, String relay) {
        String all = watch.page("auth0", "/tor/server/all");
        String from = all.substring(all.indexOf("router " + relay + " "));
        return from.substring(0, from.indexOf("-----END SIGNATURE-----\n") + 24);
    }

    private static String post(String to, String text) throws IOException {
        return RoundWatch.post(to, "/tor/", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Order(4)
    void anAuthorityThatWasKilledGoesOnWithWhatItKnew(CtorNetwork network) throws IOException {
        CtorNode victim = network.node("auth0");
        InteropNetwork.await(
                "router-stability", 75, () -> Files.exists(victim.directory().resolve("router-stability")));
        victim.kill();
        LocalDateTime killed = LocalDateTime.now(ZoneOffset.UTC);
        victim.start();
        InteropNetwork.await("what was on disk", 30, () -> victim.said(" relays, 4 pairs of keys") > 0);
        RoundWatch watch = watch(network);
        InteropNetwork.await(
                "its pages", 30, () -> watch.page("auth0", "/tor/extra/all").contains("extra-info ours "));
        awaitRunning(network, killed);
    }
}
