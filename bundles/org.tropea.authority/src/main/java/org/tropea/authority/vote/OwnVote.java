package org.tropea.authority.vote;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tropea.authority.flags.FlagGiver;
import org.tropea.authority.flags.FlagRules;
import org.tropea.authority.flags.Observed;
import org.tropea.authority.flags.OwnEntry;
import org.tropea.authority.flags.Thresholds;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.random.RandomRun;
import org.tropea.authority.random.RandomState;
import org.tropea.authority.relays.Observations;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.status.VoteFacts;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.Octets;

/** Makes the votes of one authority by its options. On the conductor. */
public final class OwnVote {
    private static final long OLDEST = 24 * 3600L;
    private static final String MOST_PER_ADDRESS = "AuthDirMaxServersPerAddr";
    private static final Comparator<Observed> NEWEST_LAST = Comparator.comparing(
                    (Observed one) -> one.descriptor().facts().published())
            .thenComparing(one -> one.descriptor().digest(), Comparator.reverseOrder());

    private final RouterScope router;
    private final SigningKeys keys;
    private final SigningKeys legacy;

    /** Votes of {@code router}, signed by {@code keys}; {@code legacy} are those of an older identity, or null. */
    public OwnVote(RouterScope router, SigningKeys keys, SigningKeys legacy) {
        this.router = router;
        this.keys = keys;
        this.legacy = legacy;
    }

    /** Refuses options from which no vote can be made: an {@link OptionFault} names the option. */
    public static void check(Options options) {
        FlagOptions.of(options, NetworkView.NONE);
        Preamble.methods(options);
        Preamble.params(options);
        options.number(MOST_PER_ADDRESS, 0, Integer.MAX_VALUE);
        options.number("V3AuthNIntervalsValid", 2, Integer.MAX_VALUE);
        for (String port : List.of("ORPort", "DirPort")) {
            if (options.ports(port).stream().noneMatch(PortLine::listens)) {
                throw new OptionFault(port, options.text(port), "a port, as others reach an authority there");
            }
        }
    }

    /** The vote by these options for the round of this timetable, made at {@code now}, seconds since 1970. */
    public Vote make(Options options, VoteTimetable timetable, Observations observations, RandomRun random, long now) {
        Path measurements = options.path("V3BandwidthsFile");
        BandwidthFile bandwidths = measurements == null ? BandwidthFile.NONE : BandwidthFile.read(measurements, now);
        int most = options.number(MOST_PER_ADDRESS, 0, Integer.MAX_VALUE);
        List<Observed> relays = relays(observations, bandwidths, most, now);
        FlagRules rules = FlagOptions.of(options, router.part(Directory.class).current());
        Thresholds thresholds = Thresholds.of(relays, rules, observations.enoughHistory(), now);
        FlagGiver giver = new FlagGiver(rules, thresholds, observations.votesOnRunning());
        List<Integer> methods = Preamble.methods(options);
        boolean ipv6 = options.flag("AuthDirHasIPv6Connectivity");
        List<VoteEntry> entries = new ArrayList<>();
        for (Observed one : relays) {
            entries.add(OwnEntry.of(one, giver.give(one, now), methods, ipv6 && one.reachedIpv6()));
        }
        RandomState state = random.state();
        boolean shares = options.flag("AuthDirSharedRandomness");
        return Vote.sign(
                new VoteFacts(
                        methods,
                        now,
                        schedule(options, timetable),
                        Preamble.versions(options, "RecommendedClientVersions"),
                        Preamble.versions(options, "RecommendedServerVersions"),
                        List.of(),
                        Preamble.protocols(),
                        giver.knownFlags(),
                        thresholds.line(),
                        Preamble.params(options),
                        bandwidths.headers(),
                        bandwidths.digest(),
                        voter(options),
                        legacy == null ? null : legacy.certificate().identity(),
                        shares,
                        shares ? random.told() : List.of(),
                        shares ? state.previous() : null,
                        shares ? state.current() : null,
                        keys.certificate(),
                        entries),
                keys.key());
    }

    private static Schedule schedule(Options options, VoteTimetable timetable) {
        long interval = options.intervalMillis("V3AuthVotingInterval") / 1000;
        int valid = options.number("V3AuthNIntervalsValid", 2, Integer.MAX_VALUE);
        return new Schedule(
                timetable.intervalStarts(),
                timetable.intervalStarts() + interval,
                timetable.intervalStarts() + interval * valid,
                (int) (options.intervalMillis("V3AuthVoteDelay") / 1000),
                (int) (options.intervalMillis("V3AuthDistDelay") / 1000));
    }

    private Voter voter(Options options) {
        InetSocketAddress or = router.part(OrAddresses.class).advertised().stream()
                .filter(address -> address.getAddress().getAddress().length == 4)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an authority needs an IPv4 ORPort to be reached at"));
        InetAddress address = or.getAddress();
        int dirPort = options.ports("DirPort").stream()
                .filter(PortLine::advertised)
                .mapToInt(PortLine::port)
                .filter(port -> port > 0)
                .findFirst()
                .orElse(0);
        String contact = options.text("ContactInfo").isEmpty() ? "(none)" : options.text("ContactInfo");
        return new Voter(
                router.name(),
                keys.certificate().identity(),
                address.getHostAddress(),
                address,
                dirPort,
                or.getPort(),
                contact,
                null);
    }

    /** The relays to vote on, sorted by identity: each with what was measured of it, and sybils marked. */
    private static List<Observed> relays(Observations observations, BandwidthFile bandwidths, int most, long now) {
        List<Observed> all = new ArrayList<>();
        for (Observed one : uniqueKeys(observations.relays())) {
            long measured = bandwidths.measured().getOrDefault(one.descriptor().rsaIdentity(), -1L);
            all.add(with(one, measured, false));
        }
        Set<Octets> sybils = Sybils.among(all, most);
        all.replaceAll(one -> sybils.contains(one.descriptor().rsaIdentity()) ? with(one, one.measured(), true) : one);
        all.removeIf(one -> one.descriptor().facts().published() < now - OLDEST);
        all.sort(Comparator.comparing(one -> one.descriptor().rsaIdentity()));
        return all;
    }

    /** Of relays with one Ed25519 identity the one that published last stays. */
    private static List<Observed> uniqueKeys(List<Observed> relays) {
        List<Observed> sorted = new ArrayList<>(relays);
        sorted.sort(NEWEST_LAST);
        Map<Octets, Observed> byKey = new HashMap<>();
        sorted.forEach(one -> byKey.put(one.descriptor().ed25519Identity(), one));
        return List.copyOf(byKey.values());
    }

    private static Observed with(Observed one, long measured, boolean sybil) {
        return new Observed(
                one.descriptor(),
                one.authority(),
                one.running(),
                one.valid(),
                one.badExit(),
                one.middleOnly(),
                sybil,
                one.stripped(),
                one.reachedIpv6(),
                measured,
                one.history());
    }
}
