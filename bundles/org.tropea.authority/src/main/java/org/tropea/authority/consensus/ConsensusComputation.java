package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.tropea.authority.consensus.Collation.Candidate;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteFacts;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;

/**
 * From the votes of one round to what the consensus says in each flavor (dir-spec 3.8). Every authority computes it for
 * itself, so equal votes must give equal bytes, ours and C tor's. Belongs to one thread.
 */
public final class ConsensusComputation {
    private static final long MICRODESC_PUBLISHED = 2_145_916_800L; // 2038-01-01
    private static final int WEIGHT_SCALE = 10_000;
    private static final int MOST_UNMEASURED = 20;
    private static final int ENOUGH_MEASURE = 3;

    private final List<Vote> votes;
    private final Electorate electorate;
    private final int method;
    private final KnownFlags known;
    private final NetParams params;
    private final Bandwidths bandwidths = new Bandwidths();
    private final List<RouterStatus> routers = new ArrayList<>();

    /** Computes from these votes, at most one from each authority and not none. */
    public ConsensusComputation(List<Vote> votes, Electorate electorate) {
        if (votes.isEmpty() || votes.size() > electorate.authorities()) {
            throw new IllegalArgumentException(votes.size() + " votes, accepted are 1 to " + electorate.authorities());
        }
        this.votes = new ArrayList<>(votes);
        this.votes.sort(Comparator.comparing(v -> v.facts().voter().identity()));
        this.electorate = electorate;
        this.method = Methods.choose(votes);
        this.known = new KnownFlags(votes);
        this.params = ParamElection.elect(votes, electorate.authorities());
        elect();
    }

    private void elect() {
        FlagElection flags = new FlagElection(known, new NamedRelays(votes), electorate.authorities());
        boolean manyMeasure =
                votes.stream().filter(ConsensusComputation::measures).count() >= ENOUGH_MEASURE;
        RouterElection election = new RouterElection(
                flags, method, manyMeasure, params.get("maxunmeasuredbw", MOST_UNMEASURED, 1, Integer.MAX_VALUE));
        for (Candidate candidate : Collation.of(votes, electorate.authorities())) {
            RouterStatus router = election.elect(candidate);
            if (router != null) {
                routers.add(router);
                boolean exit = router.has(Flags.EXIT) && !router.has(Flags.BAD_EXIT);
                bandwidths.add(router.bandwidth(), exit, router.has(Flags.GUARD));
            }
        }
    }

    private static boolean measures(Vote vote) {
        return vote.facts().entries().stream()
                .anyMatch(e ->
                        e.status().bandwidth() != null && e.status().bandwidth().measured() >= 0);
    }

    /** The method by which it was computed. */
    public int method() {
        return method;
    }

    /** The consensus in this flavor, ready to be signed. */
    public ConsensusFacts facts(Flavor flavor) {
        return new ConsensusFacts(
                flavor,
                method,
                schedule(),
                versions(VoteFacts::clientVersions),
                versions(VoteFacts::serverVersions),
                method < Methods.NO_PACKAGES ? PackageElection.elect(votes) : List.of(),
                known.names(),
                ProtocolElection.elect(votes, electorate.authorities()),
                params,
                random(VoteFacts::previousRandom),
                random(VoteFacts::currentRandom),
                voters(),
                flavor == Flavor.NS ? nsRouters() : microdescRouters(),
                BandwidthWeights.of(bandwidths, params.get("bwweightscale", WEIGHT_SCALE, 1, Integer.MAX_VALUE)));
    }

    private Schedule schedule() {
        return new Schedule(
                median(s -> s.validAfter()),
                median(s -> s.freshUntil()),
                median(s -> s.validUntil()),
                (int) median(s -> s.voteSeconds()),
                (int) median(s -> s.distSeconds()));
    }

    private long median(ToLongFunction<Schedule> which) {
        return Tally.median(
                votes.stream().map(b -> which.applyAsLong(b.facts().schedule())).toList());
    }

    /** The versions that more than half of those recommend who recommend any; perhaps empty. */
    private String versions(Function<VoteFacts, String> which) {
        List<String> all = new ArrayList<>();
        int voting = 0;
        for (Vote vote : votes) {
            String given = which.apply(vote.facts());
            if (given != null) {
                voting++;
                all.addAll(distinctVersions(given));
            }
        }
        all.sort(VersionOrder.VERSIONS);
        return String.join(",", frequentRuns(all, voting / 2));
    }

    private static List<String> distinctVersions(String line) {
        List<String> versions = new ArrayList<>();
        for (String each : line.split(",")) {
            if (!each.isBlank()) {
                versions.add(each.strip());
            }
        }
        return Tally.moreThan(0, versions, VersionOrder.VERSIONS);
    }

    private static List<String> frequentRuns(List<String> sorted, int least) {
        List<String> found = new ArrayList<>();
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from + 1;
            while (to < sorted.size() && sorted.get(to).equals(sorted.get(from))) {
                to++;
            }
            if (to - from > least) {
                found.add(sorted.get(from));
            }
        }
        return found;
    }

    private SharedRandomValue random(Function<VoteFacts, SharedRandomValue> which) {
        int agreements = params.get("AuthDirNumSRVAgreements", 2 * electorate.authorities() / 3);
        return electorate.withRandom() ? RandomElection.elect(votes, which, electorate, agreements) : null;
    }

    /** Each voter, and the older identity of one that has one. */
    private List<Voter> voters() {
        List<Voter> voters = new ArrayList<>();
        for (Vote vote : votes) {
            Voter voter = vote.facts().voter();
            voters.add(listed(voter, voter.nickname(), voter.identity(), voter.contact(), vote.digest()));
            if (vote.facts().legacyKey() != null) {
                voters.add(
                        listed(voter, voter.nickname() + "-legacy", vote.facts().legacyKey(), null, null));
            }
        }
        voters.sort(Comparator.comparing(Voter::identity));
        return voters;
    }

    private static Voter listed(Voter voter, String nickname, Octets identity, String contact, Octets voteDigest) {
        return new Voter(
                nickname,
                identity,
                voter.hostname(),
                voter.address(),
                voter.dirPort(),
                voter.orPort(),
                contact,
                voteDigest);
    }

    private List<RouterStatus> nsRouters() {
        return routers.stream()
                .map(r -> flavored(r, r.descriptor(), r.published(), null, true))
                .toList();
    }

    private List<RouterStatus> microdescRouters() {
        return routers.stream()
                .filter(r -> r.microdescriptor() != null)
                .map(r -> flavored(
                        r,
                        null,
                        method < Methods.NO_PUBLISHED_IN_MICRODESC ? r.published() : MICRODESC_PUBLISHED,
                        r.microdescriptor(),
                        false))
                .toList();
    }

    private static RouterStatus flavored(
            RouterStatus r, Octets descriptor, long published, Octets microdescriptor, boolean withSummary) {
        return new RouterStatus(
                r.nickname(),
                r.identity(),
                descriptor,
                published,
                r.address(),
                r.orPort(),
                r.dirPort(),
                r.orAddresses(),
                microdescriptor,
                r.flags(),
                r.version(),
                r.protocols(),
                r.bandwidth(),
                withSummary ? r.exitSummary() : null);
    }
}
