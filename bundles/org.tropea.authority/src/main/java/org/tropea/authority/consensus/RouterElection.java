package org.tropea.authority.consensus;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.tropea.authority.consensus.Collation.Candidate;
import org.tropea.authority.consensus.Tally.Count;
import org.tropea.netdoc.status.BandwidthEstimate;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.MicrodescriptorDigest;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;

/** What the consensus says of one relay (dir-spec 3.8, "the router entries"). Immutable, made once per consensus. */
final class RouterElection {
    /** Statuses that come from the same descriptor; among equally frequent ones the first in this order may win. */
    static final Comparator<RouterStatus> DESCRIPTORS = Comparator.comparing(RouterStatus::descriptor)
            .thenComparing(Comparator.comparingLong(RouterStatus::published).reversed())
            .thenComparing(Comparator.comparing(RouterStatus::nickname, ByteOrder.TEXTS)
                    .reversed())
            .thenComparing(r -> Octets.wrap(r.address().getAddress()))
            .thenComparing(Comparator.comparingInt(RouterStatus::orPort).reversed())
            .thenComparing(Comparator.comparingInt(RouterStatus::dirPort).reversed());

    /** Among equally frequent endpoints the greatest address wins, then the smallest port. */
    private static final Comparator<InetSocketAddress> ENDPOINTS = Comparator.<InetSocketAddress, Octets>comparing(
                    e -> Octets.wrap(e.getAddress().getAddress()))
            .thenComparing(Comparator.comparingInt(InetSocketAddress::getPort).reversed());

    private static final int ENOUGH = 3;

    private final FlagElection flags;
    private final int method;
    private final boolean manyMeasure;
    private final long mostUnmeasured;

    /**
     * An election by this consensus method.
     *
     * @param manyMeasure whether three votes have measurements, so that relays without do not get more than
     * @param mostUnmeasured kilobytes per second
     */
    RouterElection(FlagElection flags, int method, boolean manyMeasure, long mostUnmeasured) {
        this.flags = flags;
        this.method = method;
        this.manyMeasure = manyMeasure;
        this.mostUnmeasured = mostUnmeasured;
    }

    /** The entry with all that either flavor says; null when the consensus is not to list the relay. */
    RouterStatus elect(Candidate candidate) {
        List<VoteEntry> entries =
                Arrays.stream(candidate.entries()).filter(Objects::nonNull).toList();
        RouterStatus best = descriptor(entries);
        String nickname = nickname(entries, best.nickname());
        Flags elected = flags.elect(candidate, nickname, best.identity());
        if (!elected.has(Flags.RUNNING) || !elected.has(Flags.VALID)) {
            return null;
        }
        List<VoteEntry> same = entries.stream()
                .filter(e -> DESCRIPTORS.compare(e.status(), best) == 0)
                .toList();
        return new RouterStatus(
                nickname,
                best.identity(),
                best.descriptor(),
                best.published(),
                best.address(),
                best.orPort(),
                best.dirPort(),
                orAddresses(same),
                microdescriptor(same),
                elected,
                version(entries),
                protocols(entries),
                bandwidth(entries, elected.has(Flags.GUARD)),
                exitSummary(entries, best.descriptor()));
    }

    /** The descriptor that most name; among equally many the one published last. */
    private static RouterStatus descriptor(List<VoteEntry> entries) {
        List<RouterStatus> statuses = new ArrayList<>();
        entries.forEach(e -> statuses.add(e.status()));
        Count<RouterStatus> best = null;
        for (Count<RouterStatus> each : Tally.counts(statuses, DESCRIPTORS)) {
            if (best == null
                    || each.times() > best.times()
                    || each.times() == best.times()
                            && each.value().published() > best.value().published()) {
                best = each;
            }
        }
        return Objects.requireNonNull(best).value();
    }

    /** The nickname by which it is named, unless those who name it disagree. */
    private static String nickname(List<VoteEntry> entries, String usual) {
        List<String> named = entries.stream()
                .filter(e -> e.status().has(NamedRelays.NAMED))
                .map(e -> e.status().nickname())
                .distinct()
                .toList();
        return named.size() == 1 ? named.get(0) : usual;
    }

    private static List<InetSocketAddress> orAddresses(List<VoteEntry> same) {
        List<InetSocketAddress> given = new ArrayList<>();
        for (VoteEntry entry : same) {
            given.addAll(entry.status().orAddresses().stream().limit(1).toList());
        }
        Count<InetSocketAddress> best = Tally.mostFrequent(given, ENDPOINTS);
        return best == null ? List.of() : List.of(best.value());
    }

    private Octets microdescriptor(List<VoteEntry> same) {
        List<Octets> given = new ArrayList<>();
        for (VoteEntry entry : same) {
            Octets digest = digestOf(entry, method);
            if (digest != null) {
                given.add(digest);
            }
        }
        Count<Octets> best = Tally.mostFrequent(given, Comparator.naturalOrder());
        return best == null || best.value().isZero() ? null : best.value();
    }

    /** Of several lines about a method the last counts. */
    private static Octets digestOf(VoteEntry entry, int method) {
        Octets digest = null;
        for (MicrodescriptorDigest line : entry.microdescriptors()) {
            digest = line.methods().contains(method) ? line.sha256() : digest;
        }
        return digest;
    }

    private static String version(List<VoteEntry> entries) {
        List<String> given = entries.stream()
                .map(e -> e.status().version())
                .filter(v -> v != null && !v.isEmpty())
                .sorted(VersionOrder.VERSIONS)
                .toList();
        return mostFrequentOfSorted(given);
    }

    /** Counted run by run, because differently written versions may be equal in order. */
    private static String mostFrequentOfSorted(List<String> sorted) {
        String best = null;
        int most = 0;
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from + 1;
            while (to < sorted.size() && sorted.get(to).equals(sorted.get(from))) {
                to++;
            }
            if (to - from >= most) {
                most = to - from;
                best = sorted.get(from);
            }
        }
        return best;
    }

    private static ProtocolVersions protocols(List<VoteEntry> entries) {
        List<ProtocolVersions> given = new ArrayList<>();
        entries.stream()
                .map(e -> e.status().protocols())
                .filter(Objects::nonNull)
                .forEach(given::add);
        Count<ProtocolVersions> best =
                Tally.mostFrequent(given, Comparator.comparing(ProtocolVersions::toString, ByteOrder.TEXTS));
        return best == null ? null : best.value();
    }

    private BandwidthEstimate bandwidth(List<VoteEntry> entries, boolean guard) {
        List<Long> measured = new ArrayList<>();
        List<Long> claimed = new ArrayList<>();
        List<Integer> fractions = new ArrayList<>();
        for (VoteEntry entry : entries) {
            BandwidthEstimate estimate = entry.status().bandwidth();
            if (estimate != null) {
                addIfSaid(measured, estimate.measured());
                addIfSaid(claimed, estimate.bandwidth());
                addIfSaid(fractions, estimate.guardFraction());
            }
        }
        int fraction = guard && fractions.size() >= ENOUGH ? (int) Tally.median(fractions) : -1;
        if (measured.size() >= ENOUGH) {
            return new BandwidthEstimate(Tally.median(measured), -1, -1, false, fraction);
        }
        if (claimed.isEmpty()) {
            return null;
        }
        long median = Tally.median(claimed);
        long capped = manyMeasure ? Math.min(median, mostUnmeasured) : median;
        return new BandwidthEstimate(capped, -1, -1, true, fraction);
    }

    private static void addIfSaid(List<Long> values, long value) {
        if (value >= 0) {
            values.add(value);
        }
    }

    private static void addIfSaid(List<Integer> values, int value) {
        if (value >= 0) {
            values.add(value);
        }
    }

    /** From those who name the descriptor if they say one, else from all. */
    private static PortSummary exitSummary(List<VoteEntry> entries, Octets descriptor) {
        List<PortSummary> all = new ArrayList<>();
        List<PortSummary> same = new ArrayList<>();
        for (VoteEntry entry : entries) {
            PortSummary summary = entry.status().exitSummary();
            if (summary != null) {
                all.add(summary);
                if (entry.status().descriptor().equals(descriptor)) {
                    same.add(summary);
                }
            }
        }
        Count<PortSummary> best = Tally.mostFrequent(
                same.isEmpty() ? all : same, Comparator.comparing(PortSummary::toString, ByteOrder.TEXTS));
        return best == null ? null : best.value();
    }
}
