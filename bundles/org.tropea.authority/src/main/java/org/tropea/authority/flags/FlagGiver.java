package org.tropea.authority.flags;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.status.Flags;

/** Gives each relay its flags in our vote (dir-spec 3.4.2). Immutable, any thread. */
public final class FlagGiver {
    private static final long STALE = 18 * 3600L;
    private static final List<String> ALWAYS = List.of(
            Flags.AUTHORITY,
            Flags.EXIT,
            Flags.FAST,
            Flags.GUARD,
            Flags.HS_DIR,
            Flags.STABLE,
            Flags.STALE_DESC,
            Flags.SYBIL,
            Flags.V2_DIR,
            Flags.VALID);

    private final FlagRules rules;
    private final Thresholds thresholds;
    private final boolean votesOnRunning;

    /** Gives flags by these rules; {@code votesOnRunning}: we have run long enough to know who can be reached. */
    public FlagGiver(FlagRules rules, Thresholds thresholds, boolean votesOnRunning) {
        this.rules = rules;
        this.thresholds = thresholds;
        this.votesOnRunning = votesOnRunning;
    }

    /** The {@code known-flags} of our vote, sorted. */
    public List<String> knownFlags() {
        Set<String> known = new TreeSet<>(ALWAYS);
        addIf(known, Flags.RUNNING, votesOnRunning);
        addIf(known, Flags.BAD_EXIT, rules.listBadExits());
        addIf(known, Flags.MIDDLE_ONLY, rules.listMiddleOnly());
        return List.copyOf(known);
    }

    /** The flags of one relay, sorted. */
    public Flags give(Observed relay, long now) {
        Set<String> flags = new TreeSet<>();
        byThresholds(flags, relay, now);
        addIf(flags, Flags.AUTHORITY, relay.authority());
        addIf(flags, Flags.RUNNING, relay.running());
        addIf(flags, Flags.VALID, relay.valid());
        addIf(flags, Flags.V2_DIR, relay.descriptor().facts().tunnelledDirServer());
        addIf(flags, Flags.BAD_EXIT, rules.listBadExits() && relay.badExit());
        addIf(flags, Flags.STALE_DESC, relay.descriptor().facts().published() + STALE < now);
        if (rules.listMiddleOnly() && relay.middleOnly()) {
            middleOnly(flags);
        }
        flags.removeAll(relay.stripped());
        override(flags, Flags.EXIT, rules.exit(), relay);
        override(flags, Flags.GUARD, rules.guard(), relay);
        override(flags, Flags.HS_DIR, rules.hsDir(), relay);
        if (relay.sybil()) {
            flags.retainAll(Set.of(Flags.BAD_EXIT, Flags.MIDDLE_ONLY, Flags.STALE_DESC));
            flags.add(Flags.SYBIL);
        }
        if (!votesOnRunning) {
            flags.remove(Flags.RUNNING);
        }
        return Flags.of(List.copyOf(flags));
    }

    private void byThresholds(Set<String> flags, Observed relay, long now) {
        DescriptorFacts facts = relay.descriptor().facts();
        boolean stable = isStable(relay, now);
        boolean fast = relay.credibleBandwidth(thresholds.measuredOnly()) >= thresholds.fast();
        addIf(flags, Flags.STABLE, stable);
        addIf(flags, Flags.FAST, fast);
        addIf(flags, Flags.EXIT, relay.isExit(rules.testing()));
        addIf(flags, Flags.GUARD, stable && fast && facts.tunnelledDirServer() && isFitForGuard(relay));
        addIf(flags, Flags.HS_DIR, stable && fast && facts.tunnelledDirServer() && isFitForHsDir(relay, now));
    }

    private boolean isStable(Observed relay, long now) {
        if (thresholds.enoughHistory()) {
            double time = relay.history().timeBetweenFailures();
            return time >= thresholds.stableBetweenFailures() || time >= rules.stableBetweenFailures();
        }
        long uptime = relay.claimedUptime(now);
        return uptime >= thresholds.stableUptime() || uptime >= rules.stableUptime();
    }

    private boolean isFitForGuard(Observed relay) {
        long bandwidth = relay.credibleBandwidth(thresholds.measuredOnly());
        long wanted = Math.min(thresholds.guardBandwidth(), thresholds.guardBandwidthWithoutExits());
        boolean guaranteed = rules.guardGuarantee() > 0 && bandwidth >= rules.guardGuarantee() / 1000;
        return (guaranteed || bandwidth >= wanted)
                && relay.history().uptimeFraction() >= thresholds.guardUptime()
                && relay.history().timeKnown() >= thresholds.guardTimeKnown();
    }

    /** The shorter of what it says and what we saw counts. */
    private boolean isFitForHsDir(Observed relay, long now) {
        long uptime = Math.min(relay.claimedUptime(now), relay.history().upFor());
        return relay.descriptor().facts().hiddenServiceDir() && uptime >= rules.hsDirUptime() && relay.isActive(now);
    }

    private void middleOnly(Set<String> flags) {
        flags.removeAll(Set.of(Flags.EXIT, Flags.GUARD, Flags.HS_DIR, Flags.V2_DIR));
        flags.add(Flags.MIDDLE_ONLY);
        addIf(flags, Flags.BAD_EXIT, rules.listBadExits());
    }

    private static void override(Set<String> flags, String flag, FlagRules.Override rule, Observed relay) {
        if (rule.apply(relay, flags.contains(flag))) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }

    private static void addIf(Set<String> flags, String flag, boolean given) {
        if (given) {
            flags.add(flag);
        }
    }
}
