package org.tropea.authority.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.ValueFault;

/** Single rules of the computation, on votes that differ in one thing. */
final class RulesTest {
    private static final List<TestAuthority> AUTHORITIES = new ArrayList<>();
    private static Vote real;

    @BeforeAll
    static void keys() throws DocumentFault {
        real = Round.votes("three", 3).get(0);
        for (int i = 0; i < 5; i++) {
            AUTHORITIES.add(new TestAuthority("test" + i));
        }
    }

    private static Vote vote(int i, int most, String params, List<String> moreFlags, List<VoteEntry> entries)
            throws ValueFault {
        TreeSet<String> flags = new TreeSet<>(real.facts().knownFlags());
        flags.addAll(moreFlags);
        return AUTHORITIES.get(i).vote(real, Methods.upTo(most), List.copyOf(flags), NetParams.parse(params), entries);
    }

    private static ConsensusFacts consensus(int authorities, Vote... votes) {
        return new ConsensusComputation(List.of(votes), Electorate.of(authorities)).facts(Flavor.MICRODESC);
    }

    private static Vote plain(int i, int most) throws ValueFault {
        return vote(i, most, "", List.of(), real.facts().entries());
    }

    private static Vote params(int i, String params) throws ValueFault {
        return vote(i, 35, params, List.of(), real.facts().entries());
    }

    private static VoteEntry with(VoteEntry entry, String... flags) {
        RouterStatus s = entry.status();
        TreeSet<String> all = new TreeSet<>(s.flags().names());
        all.addAll(List.of(flags));
        RouterStatus status = new RouterStatus(
                s.nickname(),
                s.identity(),
                s.descriptor(),
                s.published(),
                s.address(),
                s.orPort(),
                s.dirPort(),
                s.orAddresses(),
                null,
                Flags.of(List.copyOf(all)),
                s.version(),
                s.protocols(),
                s.bandwidth(),
                s.exitSummary());
        return new VoteEntry(
                status, entry.microdescriptors(), entry.listsEd25519(), entry.ed25519Identity(), entry.statistics());
    }

    @Test
    void theMethodIsWhatMoreThanTwoThirdsSupport() throws ValueFault {
        assertEquals(35, consensus(3, plain(0, 35), plain(1, 35), plain(2, 35)).method());
        assertEquals(33, consensus(3, plain(0, 35), plain(1, 35), plain(2, 33)).method());
        assertEquals(
                35,
                consensus(4, plain(0, 35), plain(1, 35), plain(2, 35), plain(3, 32))
                        .method());
        assertEquals(
                34,
                consensus(4, plain(0, 35), plain(1, 35), plain(2, 34), plain(3, 32))
                        .method());
    }

    @Test
    void methodsThatWeCannotComputeAreNotOffered() {
        assertEquals(List.of(32, 33), Methods.upTo(33));
        assertThrows(IllegalArgumentException.class, () -> Methods.upTo(36));
        assertThrows(IllegalArgumentException.class, () -> Methods.upTo(31));
    }

    @Test
    void publicationTimesLeaveTheMicrodescFlavorWithMethod33() throws ValueFault {
        long at32 = consensus(1, plain(0, 32)).routers().get(0).published();
        long at33 = consensus(1, plain(0, 33)).routers().get(0).published();
        assertEquals(real.facts().entries().get(0).status().published(), at32);
        assertEquals(2_145_916_800L, at33);
    }

    @Test
    void aParameterIsTheLowMedianOfThreeVotesOrOfMoreThanHalf() throws ValueFault {
        ConsensusFacts two = consensus(3, params(0, "a=1 b=5"), params(1, "a=9"), params(2, ""));
        assertEquals("a=1", two.params().toString());
        ConsensusFacts five = consensus(
                5, params(0, "a=-3 b=5"), params(1, "a=7"), params(2, "a=9 b=1"), params(3, ""), params(4, "a=8"));
        assertEquals("a=7", five.params().toString());
    }

    @Test
    void parametersAreSortedWithTheirEqualsSign() throws ValueFault {
        assertEquals(
                "ab-c=2 ab1=3 ab=1",
                consensus(1, params(0, "ab-c=2 ab1=3 ab=1")).params().toString());
    }

    @Test
    void aRelayThatHalfListOrThatDoesNotRunIsLeftOut() throws ValueFault {
        List<VoteEntry> all = real.facts().entries();
        List<VoteEntry> fewer = all.subList(1, all.size());
        assertEquals(
                all.size(),
                consensus(3, plain(0, 35), plain(1, 35), vote(2, 35, "", List.of(), fewer))
                        .routers()
                        .size());
        assertEquals(
                fewer.size(),
                consensus(4, plain(0, 35), plain(1, 35), vote(2, 35, "", List.of(), fewer))
                        .routers()
                        .size());
    }

    @Test
    void middleOnlyTakesOtherFlagsAwayAndMakesABadExit() throws ValueFault {
        List<VoteEntry> entries = new ArrayList<>(real.facts().entries());
        entries.set(0, with(entries.get(0), Flags.MIDDLE_ONLY));
        List<String> known = List.of(Flags.MIDDLE_ONLY, Flags.BAD_EXIT);
        RouterStatus router =
                consensus(1, vote(0, 35, "", known, entries)).routers().get(0);
        assertTrue(router.has(Flags.MIDDLE_ONLY) && router.has(Flags.BAD_EXIT) && router.has(Flags.RUNNING));
        for (String gone : List.of(Flags.EXIT, Flags.GUARD, Flags.HS_DIR, Flags.V2_DIR)) {
            assertFalse(router.has(gone), gone);
        }
        RouterStatus unlisted = consensus(1, vote(0, 35, "", known.subList(0, 1), entries))
                .routers()
                .get(0);
        assertFalse(unlisted.has(Flags.BAD_EXIT));
    }

    @Test
    void votesMustNotBeMoreThanAuthoritiesNorNone() throws ValueFault {
        List<Vote> one = List.of(plain(0, 35));
        assertThrows(IllegalArgumentException.class, () -> new ConsensusComputation(one, Electorate.of(0)));
        assertThrows(IllegalArgumentException.class, () -> new ConsensusComputation(List.of(), Electorate.of(1)));
    }

    @Test
    void versionsAreSortedAsVersions() {
        List<String> sorted = new ArrayList<>(
                List.of("banana", "0.4.10.1-rc", "0.4.9.11", "0.4.9.11-dev", "0.4.9", "0.4.9.3-alpha", "0.2.9.1pre2"));
        sorted.sort(VersionOrder.VERSIONS);
        assertEquals(
                List.of("0.2.9.1pre2", "0.4.9", "0.4.9.3-alpha", "0.4.9.11", "0.4.9.11-dev", "0.4.10.1-rc", "banana"),
                sorted);
        assertTrue(VersionOrder.isAsNewAs("Tor 0.4.9.11 on Linux", "0.4.8.0-alpha-dev"));
        assertFalse(VersionOrder.isAsNewAs("Tor 0.4.7.16 on Linux", "0.4.8.0-alpha-dev"));
        assertTrue(VersionOrder.isAsNewAs("Tropea 0.1 on Java", "0.4.8.0-alpha-dev"));
    }
}
