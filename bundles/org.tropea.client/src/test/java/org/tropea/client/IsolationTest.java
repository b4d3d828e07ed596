package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tropea.flow.entry.EntrySource;
import org.tropea.net.option.EntryFlag;

class IsolationTest {
    private final World world = new World();

    /** Whether two streams share a circuit. */
    private void check(
            boolean share, EntrySource one, String host, int port, EntrySource two, String otherHost, int other) {
        world.connect(host, port, one);
        world.build();
        world.connect(otherHost, other, two);
        assertEquals(share ? 1 : 2, world.circuits.launched.size());
    }

    private static EntrySource source(String line) {
        return World.source(line, "127.0.0.1", null);
    }

    @Test
    void clientsAtDifferentAddressesAreApart() {
        check(false, source("9050"), "a", 80, World.source("9050", "127.0.0.2", null), "a", 80);
    }

    @Test
    void unlessTheLineSaysOtherwise() {
        String line = "9050 NoIsolateClientAddr";
        check(true, World.source(line, "127.0.0.1", null), "a", 80, World.source(line, "127.0.0.2", null), "a", 80);
    }

    @Test
    void differentCredentialsAreApart() {
        check(false, World.source("9050", null, "x"), "a", 80, World.source("9050", null, "y"), "a", 80);
    }

    @Test
    void credentialsAndNoneAreApart() {
        check(false, World.source("9050", null, "x"), "a", 80, World.source("9050", null, null), "a", 80);
    }

    @Test
    void equalCredentialsShare() {
        check(true, World.source("9050", null, "x"), "a", 80, World.source("9050", null, "x"), "b", 81);
    }

    @Test
    void portsAreApartWhenTheLineSaysSo() {
        EntrySource source = source("9050 IsolateDestPort");
        check(false, source, "a", 80, source, "a", 81);
    }

    @Test
    void hostsAreApartWhenTheLineSaysSo() {
        EntrySource source = source("9050 IsolateDestAddr");
        check(false, source, "a", 80, source, "b", 80);
    }

    @Test
    void hostsAreComparedWithoutCase() {
        EntrySource source = source("9050 IsolateDestAddr");
        check(true, source, "A", 80, source, "a", 80);
    }

    @Test
    void protocolsAreApartWhenTheLineSaysSo() {
        EntrySource socks = source("9050 IsolateClientProtocol");
        EntrySource proxy = new EntrySource(socks.port(), socks.client(), "httptunnel");
        check(false, socks, "a", 80, proxy, "a", 80);
    }

    @Test
    void sessionGroupsAreApart() {
        EntrySource other = new EntrySource(World.port("9050").orGroup(1), null, "socks5");
        EntrySource named = new EntrySource(World.port("9051 SessionGroup=7"), null, "socks5");
        check(false, other, "a", 80, named, "a", 80);
    }

    @Test
    void aMixedCircuitIsNotForStreamsThatWantToBeApart() {
        EntrySource lax = source("9050 SessionGroup=3");
        world.connect("a", 80, lax);
        world.build();
        world.connect("a", 81, lax);
        world.connect("a", 80, source("9051 SessionGroup=3 IsolateDestPort"));
        assertEquals(2, world.circuits.launched.size());
    }

    @Test
    void aStrictStreamsCircuitIsNotForOthers() {
        world.connect("a", 80, source("9051 SessionGroup=3 IsolateDestPort"));
        world.build();
        world.connect("a", 81, source("9050 SessionGroup=3"));
        assertEquals(2, world.circuits.launched.size());
    }

    /** In any mix of lines and streams. */
    @Test
    void noTwoStreamsShareACircuitAgainstTheWishOfEither() {
        Random random = new Random(8);
        int shared = 0;
        for (int round = 0; round < 300; round++) {
            CircuitIsolation circuit = new CircuitIsolation();
            List<StreamTraits> on = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                StreamTraits next = randomTraits(random);
                if (circuit.admits(next)) {
                    circuit.add(next);
                    on.forEach(other -> assertCompatible(other, next));
                    on.add(next);
                }
            }
            shared += on.size() - 1;
        }
        assertTrue(shared > 300, "too few shared to tell: " + shared);
    }

    private static StreamTraits randomTraits(Random random) {
        Set<EntryFlag> flags = EnumSet.noneOf(EntryFlag.class);
        for (int i = 1; i < StreamTraits.FLAGS.length; i++) {
            if (random.nextInt(4) == 0) {
                flags.add(StreamTraits.FLAGS[i]);
            }
        }
        return new StreamTraits(
                random.nextInt(2),
                random.nextInt(3) == 0 ? "client" : null,
                random.nextInt(2) == 0 ? "user" : "other",
                random.nextInt(2) == 0 ? "socks5" : "httptunnel",
                80 + random.nextInt(2),
                random.nextInt(2) == 0 ? "a" : "b",
                flags);
    }

    private static void assertCompatible(StreamTraits a, StreamTraits b) {
        for (int i = 0; i < StreamTraits.FLAGS.length; i++) {
            assertTrue(a.same(i, b) || !a.wants(i) && !b.wants(i), a + " and " + b);
        }
    }
}
