package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.value.Octets;

class ReachabilityTest {
    private static final long NOW = TestRelay.NOW;
    private static final long LEARN = 1800;
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5001);
    private static final InetSocketAddress SIX = new InetSocketAddress("::1", 5006);

    @TempDir
    private Path directory;

    private final TestRelay relay = new TestRelay();
    private final Octets self = new TestRelay().rsaId();
    private final Histories histories = new Histories();
    private final List<ChannelTarget> probed = new ArrayList<>();
    private Consumer<ChannelTarget> prober = probed::add;
    private RelayBook book;
    private Reachability reachability;

    @BeforeEach
    void begin() {
        rules(new ReachRules(true, true, false, LEARN, 128));
    }

    private void rules(ReachRules rules) {
        book = new RelayBook(new StoredFiles(directory, text -> {}, text -> {}));
        reachability = new Reachability(book, histories, self, rules, target -> prober.accept(target), () -> 240, NOW);
    }

    private KnownRelay add(TestRelay one) {
        return book.add(one.parsed(), Standing.FREE, "a test", NOW);
    }

    private static PeerIdentity peer(TestRelay one) {
        return new PeerIdentity(one.rsaId().bytes(), one.ed25519Id().bytes());
    }

    private void reach(long when) {
        reachability.opened(peer(relay), HERE, true, when);
    }

    // ---- whom to test, and when -----------------------------------------------------------------------------------

    @Test
    void aNewRelayIsTestedAtItsAddressWithBothIdentities() {
        reachability.soon(add(relay));
        reachability.everySecond(NOW);
        assertEquals(List.of(new ChannelTarget(peer(relay), List.of(HERE))), probed);
    }

    @Test
    void everyRelayIsTestedOnceInACycle() {
        add(relay);
        add(new TestRelay());
        for (long t = NOW; t < NOW + 1280; t++) {
            reachability.everySecond(t);
        }
        assertEquals(2, probed.size());
    }

    @Test
    void testingNetworksHaveAShorterCycle() {
        rules(new ReachRules(true, true, false, LEARN, 4));
        add(relay);
        for (long t = NOW; t < NOW + 80; t++) {
            reachability.everySecond(t);
        }
        assertEquals(2, probed.size());
    }

    @Test
    void manyThatWaitAreSpreadOut() {
        for (int i = 0; i < 20; i++) {
            reachability.soon(new KnownRelay(new TestRelay().parsed(), Standing.FREE));
        }
        reachability.everySecond(NOW);
        assertEquals(16, probed.size());
        reachability.everySecond(NOW + 1);
        assertEquals(20, probed.size());
    }

    @Test
    void aTestThatFailsKeepsNobodyElseFromTheirs() {
        KnownRelay bad = new KnownRelay(relay.parsed(), Standing.FREE);
        KnownRelay good = new KnownRelay(new TestRelay().parsed(), Standing.FREE);
        prober = target -> {
            if (target.identity().equals(peer(relay))) {
                throw new IllegalStateException("no channel");
            }
            probed.add(target);
        };
        reachability.soon(bad);
        reachability.soon(good);
        assertThrows(IllegalStateException.class, () -> reachability.everySecond(NOW));
        reachability.everySecond(NOW + 1);
        assertEquals(1, probed.size());
    }

    @Test
    void ipv6IsTestedWhereWeHaveIt() {
        relay.more = List.of(SIX);
        rules(new ReachRules(true, true, true, LEARN, 128));
        reachability.soon(add(relay));
        reachability.everySecond(NOW);
        assertEquals(List.of(SIX), probed.get(1).addresses());
    }

    @Test
    void anIpv6AddressIsToldOnceItWasReached() {
        relay.more = List.of(SIX);
        rules(new ReachRules(false, true, true, LEARN, 128));
        KnownRelay known = add(relay);
        assertTrue(reachability.look(known, NOW), "nobody is tested");
        assertFalse(reachability.isReachedByIpv6(known, NOW));
        reachability.opened(
                new PeerIdentity(relay.rsaId().bytes(), relay.ed25519Id().bytes()), SIX, true, NOW);
        assertTrue(reachability.isReachedByIpv6(known, NOW + 2699));
        assertFalse(reachability.isReachedByIpv6(known, NOW + 2700));
    }

    @Test
    void aRelayWaitsForItsTestOnce() {
        KnownRelay known = add(relay);
        reachability.soon(known);
        reachability.soon(known);
        reachability.everySecond(NOW);
        assertEquals(1, probed.size());
    }

    @Test
    void withoutEd25519TestsOnlyTheRsaIdentityCounts() {
        rules(new ReachRules(true, false, false, LEARN, 128));
        reachability.soon(add(relay));
        reachability.everySecond(NOW);
        assertNull(probed.get(0).identity().ed25519());
    }

    @Test
    void aRelayThatCannotProveItsEd25519IdentityNeedNot() {
        relay.protocols = "Link=3-4 Relay=2";
        reachability.soon(add(relay));
        reachability.everySecond(NOW);
        assertNull(probed.get(0).identity().ed25519());
    }

    @Test
    void nobodyIsTestedWhenThatIsOff() {
        rules(new ReachRules(false, true, false, LEARN, 4));
        KnownRelay known = add(relay);
        reachability.soon(known);
        reachability.everySecond(NOW);
        assertEquals(List.of(), probed);
        assertTrue(reachability.look(known, NOW));
    }

    // ---- who is reached -------------------------------------------------------------------------------------------

    @Test
    void reachedLastsForFortyFiveMinutes() {
        KnownRelay known = add(relay);
        assertFalse(reachability.look(known, NOW));
        reach(NOW);
        assertTrue(reachability.look(known, NOW + 2699));
        assertFalse(reachability.look(known, NOW + 2700));
        assertEquals("not reached by IPv4 for 45 minutes; not tested yet", reachability.why(known, NOW + 2700));
    }

    @Test
    void anotherAddressShowsNothing() {
        KnownRelay known = add(relay);
        reachability.opened(peer(relay), new InetSocketAddress("127.0.0.1", 5002), true, NOW);
        assertEquals(0, known.reached);
    }

    @Test
    void aRelayThatConnectsToUsIsNotedButNotReached() {
        KnownRelay known = add(relay);
        reachability.opened(peer(relay), HERE, false, NOW);
        assertEquals(0, known.reached);
        assertEquals(NOW, known.came);
    }

    @Test
    void anotherEd25519IdentityIsNotTheRelay() {
        KnownRelay known = add(relay);
        reachability.opened(
                new PeerIdentity(
                        relay.rsaId().bytes(), new TestRelay().ed25519Id().bytes()),
                HERE,
                true,
                NOW);
        assertEquals(0, known.reached);
        assertTrue(reachability.why(known, NOW).endsWith("another Ed25519 identity than its descriptor's"));
    }

    @Test
    void bothAddressesMustBeReachedWhereWeHaveIpv6() {
        relay.more = List.of(SIX);
        rules(new ReachRules(true, true, true, LEARN, 128));
        KnownRelay known = add(relay);
        reach(NOW);
        assertTrue(reachability.why(known, NOW).startsWith("not reached by IPv6"));
        reachability.opened(peer(relay), SIX, true, NOW);
        assertTrue(reachability.look(known, NOW));
    }

    @Test
    void whyATestFailedIsTold() {
        KnownRelay known = add(relay);
        reachability.soon(known);
        reachability.everySecond(NOW);
        reachability.failed(probed.get(0), CloseCause.CONNECT_REFUSED);
        assertEquals(
                "not reached by IPv4 for 45 minutes; 127.0.0.1:5001: CONNECT_REFUSED", reachability.why(known, NOW));
    }

    @Test
    void strangersAreNobody() {
        reach(NOW);
        reachability.failed(new ChannelTarget(peer(relay), List.of(HERE)), CloseCause.NO_ROUTE);
        assertTrue(histories.all.isEmpty());
    }

    @Test
    void whoHibernatesIsDownUntilReachedAfterwards() {
        relay.hibernating = true;
        KnownRelay known = add(relay);
        reach(NOW);
        assertFalse(reachability.look(known, NOW));
        reach(relay.published + 3600);
        assertTrue(reachability.look(known, relay.published + 3600));
    }

    // ---- history --------------------------------------------------------------------------------------------------

    @Test
    void nobodyCountsAsDownBeforeWeHaveLookedLongEnough() {
        KnownRelay known = add(relay);
        assertFalse(reachability.look(known, NOW + LEARN));
        assertFalse(reachability.isSure(NOW + LEARN));
        assertTrue(histories.all.isEmpty());
        reachability.look(known, NOW + LEARN + 1);
        assertEquals(NOW + LEARN + 1, histories.all.get(relay.rsaId()).startOfDowntime);
    }

    @Test
    void downtimeBeginsWhenTheNextTestMissedIt() {
        KnownRelay known = add(relay);
        reach(NOW);
        reachability.look(known, NOW + 5000);
        assertEquals(NOW + 1280, histories.all.get(relay.rsaId()).startOfDowntime);
        assertEquals(1280, histories.all.get(relay.rsaId()).runLength);
    }
}
