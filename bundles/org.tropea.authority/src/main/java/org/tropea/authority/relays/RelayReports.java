package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tropea.authority.flags.Observed;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.value.Octets;

/** What commands tell of relays. On the conductor. */
final class RelayReports {
    private static final long OLDEST_VOTED = 24 * 3600;

    private final RelayBook book;
    private final KeyPins pins;
    private final Histories histories;
    private final Refusals refusals;
    private final Reachability reachability;

    RelayReports(RelayBook book, KeyPins pins, Histories histories, Refusals refusals, Reachability reachability) {
        this.book = book;
        this.pins = pins;
        this.histories = histories;
        this.refusals = refusals;
        this.reachability = reachability;
    }

    /** Every relay, by nickname, as it stands at {@code now}, seconds since 1970. */
    List<RelayStatus> status(long now) {
        return book.relays().stream()
                .map(relay -> status(relay, now))
                .sorted(Comparator.comparing(RelayStatus::nickname).thenComparing(RelayStatus::fingerprint))
                .toList();
    }

    private RelayStatus status(KnownRelay relay, long now) {
        ServerDescriptor descriptor = relay.descriptor();
        Observed.History history = histories.at(relay.identity(), now);
        String platform = descriptor.facts().platform();
        return new RelayStatus(
                descriptor.facts().nickname(),
                relay.identity().hex(),
                platform == null ? "-" : platform.replaceFirst(" on .*", ""),
                descriptor.facts().published(),
                relay.reached,
                relay.reachedIpv6,
                relay.came,
                reachability.why(relay, now) == null,
                !relay.standing().has(Standing.Mark.INVALID),
                pins.check(relay.identity(), descriptor.ed25519Identity()) == KeyPins.Verdict.FOUND,
                history.upFor(),
                (long) history.timeBetweenFailures(),
                history.uptimeFraction(),
                history.timeKnown());
    }

    /** What is to be said of the relay with this RSA identity at {@code now}, line by line. */
    List<String> why(Octets identity, long now) {
        List<String> lines = new ArrayList<>();
        KnownRelay relay = book.relay(identity);
        if (relay == null) {
            lines.add("not known: no descriptor of it was taken");
        } else {
            known(relay, now, lines);
        }
        Refusals.Refusal refusal = refusals.of(identity);
        if (refusal != null) {
            lines.add("refused " + (now - refusal.time()) + " s ago: " + refusal.words());
        }
        return lines;
    }

    private void known(KnownRelay relay, long now, List<String> lines) {
        String down = reachability.why(relay, now);
        lines.add(down == null ? "Running" : "not Running: " + down);
        if (!reachability.isSure(now)) {
            lines.add("we have not looked long enough to vote on Running (TestingAuthDirTimeToLearnReachability)");
        }
        relay.standing()
                .marks()
                .forEach(mark -> lines.add("marked " + mark + " by approved-routers or AuthDir options"));
        if (relay.descriptor().facts().published() < now - OLDEST_VOTED) {
            lines.add("not voted on: its descriptor is more than 24 hours old");
        }
    }
}
