package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.NodeSpec;

/**
 * Two Tropea authorities and one of C tor's agree on one consensus with all three signatures in both flavors, by each
 * method. The long form: {@code -Dtropea.rounds=10 -Dtropea.rounds35=50}; {@code tropea.methods} picks among the methods.
 */
@Tag("waits")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MixedAuthoritiesIT {
    private static final int INTERVAL = 10;
    private static final int ROUNDS = Integer.getInteger("tropea.rounds", 1);
    private static final int LAST_ROUNDS = Integer.getInteger("tropea.rounds35", 1);
    private static final List<Integer> METHODS = Stream.of(
                    System.getProperty("tropea.methods", "32,33,34,35").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final String MOST = "TestingTropeaMaxConsensusMethod ";

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(3)
            .relays(1)
            .votingInterval(Duration.ofSeconds(INTERVAL))
            .withoutClient()
            .authorityOption("ConsensusParams bwweightscale=10000 example=7")
            .authority(tropea("auth0"))
            .authority(tropea("auth1")));

    private static NodeSpec tropea(String nickname) {
        return Tropea.relay(nickname).option(MOST + METHODS.get(0));
    }

    static List<Integer> methods() {
        return METHODS;
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("methods")
    void agreeByMethod(int method, CtorNetwork network) throws IOException {
        if (method != METHODS.get(0)) {
            for (String name : List.of("auth0", "auth1")) {
                voteUpTo(network.node(name), method);
            }
        }
        RoundWatch watch = new RoundWatch(network);
        int rounds = method == 35 ? LAST_ROUNDS : ROUNDS;
        await(watch, method, rounds);
        if (rounds >= 48) {
            List<String> values = watch.randomValues();
            assertTrue(values.stream().anyMatch(value -> value.startsWith("3 ")), "made by three: " + values);
        }
    }

    /** The option is read at the start. */
    private static void voteUpTo(CtorNode node, int method) throws IOException {
        node.stop();
        String torrc = Files.readString(node.torrc()).replaceAll(MOST + "\\d+", MOST + method);
        Files.writeString(node.torrc(), torrc);
        node.start();
    }

    private static int last() {
        return METHODS.get(METHODS.size() - 1);
    }

    private static void await(RoundWatch watch, int method, int rounds) {
        Deadline.in(Duration.ofSeconds(90 + (long) rounds * INTERVAL))
                .await(
                        () -> {
                            watch.look();
                            return watch.agreedInARow(method) >= rounds;
                        },
                        700,
                        () -> rounds + " rounds in a row by method " + method + ":" + watch.report());
    }

    @Test
    @Order(2)
    void badMailIsRefusedInCtorsWords(CtorNetwork network) throws IOException {
        RoundWatch watch = new RoundWatch(network);
        String own = watch.page("auth1", "/tor/status-vote/current/authority");
        byte[] stale = own.getBytes(StandardCharsets.UTF_8);
        byte[] forged = own.replaceFirst("published 20\\d\\d", "published 2031").getBytes(StandardCharsets.UTF_8);
        byte[] junk = "network-status-version 3\n".getBytes(StandardCharsets.UTF_8);
        for (String name : List.of("auth0", "auth2")) { // ours and C tor's
            String to = watch.address(name);
            assertEquals("400 Bad valid-after time", RoundWatch.post(to, "/tor/post/vote", stale), name);
            assertEquals("400 Unable to parse vote", RoundWatch.post(to, "/tor/post/vote", forged), name);
            assertEquals("400 Unable to parse vote", RoundWatch.post(to, "/tor/post/vote", junk), name);
        }
        watch.clear();
        await(watch, last(), 1);
    }

    /** One that is killed while all vote comes back, and the three agree again. */
    @Test
    @Order(3)
    void killedInTheVoteItHeals(CtorNetwork network) {
        CtorNode victim = network.node("auth0");
        int voted = victim.said("Vote posted.");
        InteropNetwork.await("a vote", 2 * INTERVAL, () -> victim.said("Vote posted.") > voted);
        victim.kill();
        victim.start();
        await(new RoundWatch(network), last(), 2);
    }
}
