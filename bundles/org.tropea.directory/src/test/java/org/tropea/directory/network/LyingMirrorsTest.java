package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.directory.ManualConductor;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.Bootstrap.Phase;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.directory.NetworkView;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** Mirrors that lie, each in its way, beside honest ones. */
class LyingMirrorsTest {
    private static final long NOW = ManualConductor.START;

    @TempDir
    Path disk;

    private RoleRig rig;

    private RoleRig rig() {
        rig = new RoleRig(disk, 5);
        return rig;
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** A client builds nothing by a consensus that requires what it lacks, and goes on when one does no more. */
    @Test
    void whatClientsMustSpeakAndWeDoNotEndsTheView() throws LocalFault, ValueFault {
        NetworkProtocols flow = new NetworkProtocols(null, null, ProtocolVersions.parse("FlowCtrl=1-2"), null);
        rig().full(rig.net.demanding(NOW - 60, flow));
        rig.start();
        rig.pass(10);
        assertEquals(NetworkView.NONE, rig.directory.current());
        assertFalse(rig.phases.contains(Phase.ENOUGH_DIRINFO), rig.phases.toString());
        rig.mirrors.has(rig.good(NOW - 60 + TestNet.HOUR));
        rig.pass(3 * TestNet.HOUR - 120);
        assertEquals(5, rig.directory.current().nodes().size());
    }

    private static DirResponse ok(Consensus consensus) {
        return new DirResponse(200, "OK", consensus.text().getBytes(StandardCharsets.UTF_8));
    }

    private static DirResponse absent() {
        return new DirResponse(404, "Not found", new byte[0]);
    }

    /** The first mirror that is asked lies, and has nothing else; all others are honest. */
    private void firstLies(Consensus forged) {
        String[] liar = {null};
        rig.mirrors.byName = (name, path) -> {
            liar[0] = liar[0] == null ? name : liar[0];
            if (!name.equals(liar[0])) {
                return null;
            }
            return path.contains("consensus") ? ok(forged) : absent();
        };
    }

    @Test
    void aForgedOneThatComesFirstDoesNotStallTheStart() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        firstLies(rig.net.forged(Flavor.MICRODESC, NOW + 200, TestNet.HOUR, 300)); // newer than the honest one
        rig.start();
        rig.pass(60);
        assertEquals(5, rig.directory.current().nodes().size());
        assertEquals(NOW - 60, rig.directory.current().validAfter().getEpochSecond());
        assertTrue(rig.mirrors.paths.stream().anyMatch(path -> path.startsWith("/tor/keys/fp/")));
        assertFalse(Files.exists(disk.resolve("unverified-microdesc-consensus")));
    }

    @Test
    void aForgedOneOnDiskDoesNotStallTheNextStart() throws LocalFault {
        rig().mirrors.instead = path ->
                path.contains("consensus") ? ok(rig.net.forged(Flavor.MICRODESC, NOW, TestNet.HOUR, 300)) : absent();
        rig.start();
        rig.pass(30);
        assertTrue(Files.exists(disk.resolve("unverified-microdesc-consensus")));
        rig.close();
        rig().full(rig.good(NOW - 60));
        rig.start();
        rig.pass(60);
        assertEquals(5, rig.directory.current().nodes().size());
    }

    @Test
    void whoseSignersNobodyKnowsCannotComeFromTheFutureByItsOwnWord() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        long years = 5 * 365 * 86_400L;
        firstLies(rig.net.forged(Flavor.MICRODESC, NOW + years, years, Integer.MAX_VALUE));
        rig.start();
        rig.pass(15);
        assertEquals(5, rig.directory.current().nodes().size(), "it was refused at once");
    }

    @Test
    void whoSendsTheKnownOneAgainIsNotAskedEverySecond() throws LocalFault {
        Consensus known = rig().good(NOW - 60);
        rig.full(known);
        rig.start();
        rig.pass(10);
        int before = rig.mirrors.paths.size();
        rig.mirrors.instead = path -> path.contains("consensus") ? ok(known) : null;
        rig.pass(3 * TestNet.HOUR - 120);
        int asked = rig.mirrors.paths.size() - before;
        assertTrue(asked > 0 && asked < 100, asked + " times the whole consensus");
        assertTrue(Set.copyOf(rig.mirrors.asked.subList(before, before + asked)).size() > 1, "others are asked too");
    }

    @Test
    void severalThatSendTheSameOneAtTheStartDoNotBringForwardTheNextFetch() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.mirrors.delaySeconds = 5;
        rig.start();
        rig.pass(60);
        long asked = rig.mirrors.paths.stream()
                .filter(path -> path.contains("/consensus"))
                .count();
        assertTrue(asked > 1, "several were asked at a time");
        assertTrue(rig.role.status().nextFetch() > NOW + TestNet.HOUR, "a client asks when the next one is out");
        rig.pass(TestNet.HOUR);
        assertEquals(
                asked,
                rig.mirrors.paths.stream()
                        .filter(path -> path.contains("/consensus"))
                        .count());
    }

    @Test
    void oneOfTheSameTimeByOtherSignersIsNotTakenAgain() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.start();
        rig.pass(10);
        NetworkView view = rig.directory.current();
        Consensus other = rig.net.consensus(Flavor.MICRODESC, NOW - 60, 2);
        rig.mirrors.instead = path -> path.contains("consensus") ? ok(other) : null;
        rig.pass(3 * TestNet.HOUR - 120);
        assertEquals(view, rig.directory.current());
    }

    @Test
    void whoHasNothingNewerSaysSo() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.start();
        rig.pass(10);
        int before = rig.mirrors.paths.size();
        rig.pass(3 * TestNet.HOUR - 120);
        assertTrue(rig.mirrors.headers.subList(before, rig.mirrors.headers.size()).stream()
                .allMatch(headers -> headers.containsKey("If-Modified-Since")));
        assertTrue(rig.mirrors.statuses.contains(304), rig.mirrors.statuses.toString());
    }

    @Test
    void oneDigestThatNobodyHasDoesNotDelayTheNextConsensus() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.mirrors.microdescriptors = rig.net.microdescriptors.subList(0, 4);
        rig.start();
        rig.pass(3 * TestNet.HOUR / 2);
        assertEquals(1, rig.role.status().missing());
        int tries = (int) rig.mirrors.paths.stream()
                .filter(path -> path.contains("/micro/"))
                .count();
        assertTrue(tries > 10, tries + " tries");
        TestNet grown = new TestNet(8, NOW);
        rig.mirrors.has(grown.consensus(Flavor.MICRODESC, NOW - 60 + TestNet.HOUR, 3));
        rig.mirrors.microdescriptors = IntStream.of(0, 1, 2, 3, 5, 6, 7)
                .mapToObj(grown.microdescriptors::get)
                .toList();
        for (int i = 0; i < 2 * TestNet.HOUR && rig.directory.current().nodes().size() < 8; i++) {
            rig.pass(1);
        }
        rig.pass(1);
        assertEquals(1, rig.role.status().missing(), "what there is of the next one came within a second or two");
    }

    @Test
    void aBugInReadingOneAnswerLosesNothing() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        int[] left = {3};
        rig.mirrors.instead = path -> path.contains("/micro/") && left[0]-- > 0
                ? new DirResponse(200, "OK", null) // what no mirror can send: reading it throws
                : null;
        rig.start();
        rig.pass(200);
        assertTrue(left[0] < 0, "it was tried");
        assertEquals(0, rig.role.status().missing());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aBadGuardIsNotDrawnAgainWhileAnotherIsThere(int seed) throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.guards(seed, "01", "02", "03");
        rig.start();
        rig.pass(10);
        int before = rig.mirrors.asked.size();
        rig.full(rig.net.wronglySigned(Flavor.MICRODESC, NOW - 60 + TestNet.HOUR));
        rig.pass(3 * TestNet.HOUR - 120);
        List<String> asked = rig.mirrors.asked.subList(before, rig.mirrors.asked.size());
        assertEquals(3, asked.stream().limit(3).distinct().count(), "each once before any twice: " + asked);
        assertTrue(asked.stream().limit(3).allMatch(name -> name.startsWith("relay")), "guards first: " + asked);
    }

    @Test
    void withOneGuardThatIsBadTheConfiguredOnesAreAsked() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.guards(4, "01");
        rig.start();
        rig.pass(10);
        Consensus next = rig.good(NOW - 60 + TestNet.HOUR);
        rig.mirrors.has(next);
        Consensus bad = rig.net.wronglySigned(Flavor.MICRODESC, NOW - 60 + TestNet.HOUR);
        rig.mirrors.byName = (name, path) -> name.equals("relay0") && path.contains("consensus") ? ok(bad) : null;
        rig.pass(3 * TestNet.HOUR - 120);
        assertEquals(
                next.schedule().validAfter(),
                rig.directory.current().validAfter().getEpochSecond());
        Set<String> all = new TreeSet<>(rig.mirrors.asked);
        assertTrue(
                all.stream().noneMatch(name -> name.matches("relay[1-4]")),
                "relays that are no guards hear nothing of us: " + all.stream().collect(Collectors.joining(" ")));
    }

    @Test
    void oneThatWaitedOnDiskIsKeptAsTheOneInForceOnceItIsChecked() throws LocalFault {
        rig().full(rig.good(NOW - 60));
        rig.mirrors.certificates = List.of();
        rig.start();
        rig.pass(10);
        assertTrue(Files.exists(disk.resolve("unverified-microdesc-consensus")));
        rig.close();
        rig().full(rig.good(NOW - 60));
        rig.mirrors.consensuses.clear();
        rig.start();
        rig.pass(60);
        assertEquals(5, rig.directory.current().nodes().size());
        assertTrue(Files.exists(disk.resolve("cached-microdesc-consensus")));
        assertFalse(Files.exists(disk.resolve("unverified-microdesc-consensus")));
    }

    @Test
    void oneOfOurOwnAuthorityThatWaitedIsKeptToo() throws LocalFault {
        rig().mirrors.certificates = rig.net.certificates;
        rig.start();
        rig.exchange.hand(
                DirExchange.Kind.MICRODESC_CONSENSUS, rig.good(NOW - 60).text().getBytes(StandardCharsets.UTF_8));
        rig.pass(60);
        assertTrue(rig.directory.current().isKnown());
        assertTrue(Files.exists(disk.resolve("cached-microdesc-consensus")));
    }

    @Test
    void whoNeverSendsTheCertificatesOfOneFlavorDoesNotKeepTheOtherWaiting() throws LocalFault {
        rig().option("FetchUselessDescriptors", "1");
        rig.full(rig.good(NOW - 60));
        rig.mirrors.has(rig.net.consensus(Flavor.NS, NOW - 60, 3));
        boolean[] keysAsked = {false};
        rig.mirrors.instead = path -> {
            rig.mirrors.delaySeconds = path.contains("/keys/") && !keysAsked[0] ? TestNet.HOUR : 0;
            keysAsked[0] |= path.contains("/keys/");
            return null;
        };
        rig.start();
        rig.pass(60);
        assertTrue(keysAsked[0]);
        assertEquals(5, rig.directory.current().nodes().size());
        assertTrue(Files.exists(disk.resolve("cached-consensus")));
    }

    @Test
    void whoSendsCertificatesThatCameFromAnotherMeanwhileHasNotFailed() throws LocalFault {
        rig().option("FetchUselessDescriptors", "1");
        rig.full(rig.good(NOW - 60));
        rig.mirrors.has(rig.net.consensus(Flavor.NS, NOW - 60, 3));
        boolean[] keysAsked = {false};
        rig.mirrors.instead = path -> {
            boolean first = path.contains("/keys/") && !keysAsked[0];
            keysAsked[0] |= first;
            rig.mirrors.delaySeconds = first ? 30 : path.contains("/server/") ? TestNet.HOUR : 0; // nobody has those
            return null;
        };
        rig.start();
        rig.pass(20);
        assertEquals(5, rig.directory.current().nodes().size());
        rig.pass(20);
        assertTrue(
                rig.role.status().mirrors().stream().allMatch(one -> one.failures() == 0),
                rig.role.status().mirrors().toString());
    }
}
