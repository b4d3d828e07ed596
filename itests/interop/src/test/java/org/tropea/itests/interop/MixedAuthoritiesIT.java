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
 * method. The long form is {@code itests/rounds}: ten rounds of each, fifty of the newest, in which shared random values
 * come and go; {@code tropea.authority.methods} picks among the methods.
 */
@Tag("waits")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MixedAuthoritiesIT {
    private static final int INTERVAL = 10;
    private static final int ROUNDS = Integer.getInteger("tropea.authority.rounds", 1);
    private static final int LAST_ROUNDS = Integer.getInteger("tropea.authority.rounds35", 1);
    /** In so many rounds two shared random values begin, the second made by all three from its beginning. */
    private static final int TWO_RANDOM_VALUES = 49;

    private static final List<Integer> METHODS = Stream.of(System.getProperty("tropea.authority.methods", "32,33,34,35")
                    .split(","))
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
        RoundWatch watch = watch(network);
        int rounds = method == 35 ? LAST_ROUNDS : ROUNDS;
        await(watch, method, rounds);
        assertEquals(List.of(), RandomValues.faults(watch.last(rounds)), watch::report);
        if (rounds >= TWO_RANDOM_VALUES) {
            eachVotesForTheRandomValueOfThree(watch);
        }
    }

    private static RoundWatch watch(CtorNetwork network) {
        return new RoundWatch(network, Duration.ofSeconds(INTERVAL));
    }

    private static void eachVotesForTheRandomValueOfThree(RoundWatch watch) {
        List<String> values = watch.last(TWO_RANDOM_VALUES).stream()
                .map(RandomValues::current)
                .distinct()
                .toList();
        assertTrue(values.stream().anyMatch(value -> value != null && value.startsWith("3 ")), "" + values);
        for (String name : List.of("auth0", "auth1", "auth2")) {
            InteropNetwork.await(name + " votes for the value of the consensus", 2 * INTERVAL, () -> {
                watch.look();
                String voted = RandomValues.current(watch.page(name, "/tor/status-vote/current/authority"));
                return voted != null
                        && voted.equals(RandomValues.current(watch.last(1).get(0)));
            });
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
        RoundWatch watch = watch(network);
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
    void killedInTheVoteItHeals(CtorNetwork network) throws Exception {
        CtorNode victim = network.node("auth0");
        new Kills()
                .killIn(
                        victim,
                        "while all vote",
                        () -> victim.saidLast("Vote posted.", "Time to compute a consensus."));
        victim.start();
        await(watch(network), last(), 2);
    }
}
