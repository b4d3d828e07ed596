package org.tropea.authority.flags;

import java.util.List;
import java.util.Locale;
import org.tropea.authority.flags.Observed.History;
import org.tropea.authority.micro.MicrodescriptorMaker;
import org.tropea.authority.micro.MicrodescriptorMaker.Made;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.status.BandwidthEstimate;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.VoteEntry;

/** What our own vote says of one relay (dir-spec 3.4.1), to the byte as C tor's authorities say it. Stateless. */
public final class OwnEntry {
    private static final String CTOR = "Tor ";

    private OwnEntry() {}

    /**
     * The entry of one relay.
     *
     * @param flags what {@link FlagGiver} gives it
     * @param methods the consensus methods that our vote offers, ascending
     * @param withIpv6 whether we can reach IPv6 addresses and so say them
     */
    public static VoteEntry of(Observed relay, Flags flags, List<Integer> methods, boolean withIpv6) {
        return new VoteEntry(
                status(relay, flags, withIpv6),
                MicrodescriptorMaker.makeAll(relay.descriptor(), methods).stream()
                        .map(Made::digest)
                        .toList(),
                true,
                relay.descriptor().ed25519Identity(),
                statistics(relay.history()));
    }

    private static RouterStatus status(Observed relay, Flags flags, boolean withIpv6) {
        DescriptorFacts facts = relay.descriptor().facts();
        return new RouterStatus(
                facts.nickname(),
                relay.descriptor().rsaIdentity(),
                relay.descriptor().digest(),
                facts.published(),
                facts.address(),
                facts.orPort(),
                facts.dirPort(),
                withIpv6 ? facts.orAddresses().stream().limit(1).toList() : List.of(),
                null,
                flags,
                version(facts.platform()),
                facts.protocols(),
                bandwidth(relay),
                MicrodescriptorMaker.summary(facts.policy()));
    }

    /** Only C tor's own platform lines tell a version. */
    private static String version(String platform) {
        if (platform == null || !platform.startsWith(CTOR)) {
            return null;
        }
        int end = platform.indexOf(' ', CTOR.length());
        return end < 0 ? platform : platform.substring(0, end);
    }

    /** Authorities are to have their strength for themselves: what they were measured at does not count. */
    private static BandwidthEstimate bandwidth(Observed relay) {
        return new BandwidthEstimate(
                relay.advertisedBandwidth(),
                relay.authority() ? -1 : relay.measured(),
                relay.authority() ? relay.measured() : -1,
                false,
                -1);
    }

    private static String statistics(History history) {
        return String.format(
                Locale.ROOT,
                "wfu=%.6f tk=%d mtbf=%.0f",
                history.uptimeFraction(),
                history.timeKnown(),
                history.timeBetweenFailures());
    }
}
