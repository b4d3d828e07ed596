package org.tropea.authority.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.flags.FlagRules.Override;
import org.tropea.authority.flags.Observed.History;
import org.tropea.netdoc.descriptor.PolicyLine;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.value.ValueFault;

final class FlagGiverTest {
    private static final long DAY = 86_400;
    private static final History OLD = new History(30 * DAY, 30 * DAY, 1, 30 * DAY);
    private static ServerDescriptor descriptor;
    private static long now;

    @BeforeAll
    static void read() throws DocumentFault {
        descriptor = ServerDescriptor.parseAll(Round.bytes("three", "descriptors"), 1 << 20)
                .documents()
                .get(0);
        now = descriptor.facts().published() + 60;
    }

    private static Observed relay(long measured, History history) {
        return new Observed(descriptor, false, true, true, false, false, false, measured, history);
    }

    private static FlagRules rules(Override exit) {
        return FlagRules.defaults(false, exit, Override.NONE, Override.NONE);
    }

    private static Flags flags(FlagRules rules, List<Observed> all, Observed relay, long at) {
        return new FlagGiver(rules, Thresholds.of(all, rules, true, at), true).give(relay, at);
    }

    /** All are bad exits, so that they count as none. */
    @Test
    void fastGuardsAreTheBestQuarterUnlessGuaranteed() {
        List<Observed> all = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            all.add(new Observed(descriptor, false, true, true, true, false, false, 100 * i, OLD));
        }
        FlagRules rules = rules(Override.NONE);
        Thresholds thresholds = Thresholds.of(all, rules, true, now);
        assertEquals(102, thresholds.fast()); // the guarantee of 100 KB
        assertEquals(700, thresholds.guardBandwidth());
        assertTrue(flags(rules, all, all.get(6), now).has(Flags.GUARD));
        assertFalse(flags(rules, all, all.get(5), now).has(Flags.GUARD));
        assertFalse(flags(rules, all, all.get(0), now).has(Flags.FAST));
    }

    @Test
    void aRelayThatWasOftenDownIsNeitherStableNorAGuard() {
        Observed bad = relay(5000, new History(10, 10, 0.5, DAY));
        List<Observed> all = List.of(relay(100, OLD), relay(100, OLD), bad);
        Flags flags = flags(rules(Override.NONE), all, bad, now);
        assertTrue(flags.has(Flags.FAST));
        assertFalse(flags.has(Flags.STABLE) || flags.has(Flags.GUARD) || flags.has(Flags.HS_DIR));
    }

    @Test
    void anOverrideGivesAFlagAndAStrictOneKeepsItFromOthers() {
        Observed relay = relay(100, OLD);
        List<Observed> all = List.of(relay);
        assertTrue(flags(rules(Override.NONE), all, relay, now).has(Flags.EXIT));
        assertTrue(flags(rules(new Override(r -> true, true)), all, relay, now).has(Flags.EXIT));
        assertFalse(
                flags(rules(new Override(r -> false, true)), all, relay, now).has(Flags.EXIT));
    }

    @Test
    void oldDescriptorsAreStaleAndLaterNotActive() {
        Observed relay = relay(100, OLD);
        assertFalse(flags(rules(Override.NONE), List.of(relay), relay, now).has(Flags.STALE_DESC));
        long later = descriptor.facts().published() + 18 * 3600 + 1;
        assertTrue(flags(rules(Override.NONE), List.of(relay), relay, later).has(Flags.STALE_DESC));
        assertFalse(relay.isActive(descriptor.facts().published() + DAY + 1));
    }

    @Test
    void oneOfTooManyAtAnAddressKeepsOnlySybil() {
        Observed sybil = new Observed(descriptor, false, true, true, false, false, true, 100, OLD);
        assertEquals(
                "Sybil", flags(rules(Override.NONE), List.of(sybil), sybil, now).toString());
    }

    @Test
    void whoHasJustStartedDoesNotVoteOnRunning() {
        Observed relay = relay(100, OLD);
        FlagRules rules = rules(Override.NONE);
        FlagGiver giver = new FlagGiver(rules, Thresholds.of(List.of(relay), rules, true, now), false);
        assertFalse(giver.knownFlags().contains(Flags.RUNNING));
        assertFalse(giver.give(relay, now).has(Flags.RUNNING));
    }

    @Test
    void withoutRelaysEveryThresholdIsLow() {
        Thresholds none = Thresholds.of(List.of(), rules(Override.NONE), false, now);
        assertEquals(0, none.stableUptime());
        assertEquals(0, none.guardBandwidth());
    }

    private static boolean isExit(boolean privateToo, String... lines) throws ValueFault {
        List<PolicyLine> policy = new ArrayList<>();
        for (String line : lines) {
            policy.add(PolicyLine.of(line.startsWith("accept"), line.substring(7)));
        }
        return GeneralExit.is(policy, privateToo);
    }

    @Test
    void anExitLetsBothWebPortsOutToAWholeNetwork() throws ValueFault {
        assertTrue(isExit(false, "accept *:*"));
        assertTrue(isExit(false, "reject private:*", "accept *:80", "accept *:443", "reject *:*"));
        assertFalse(isExit(false, "accept *:80", "reject *:*"));
        assertTrue(isExit(false, "accept 8.0.0.0/8:*", "reject *:*"));
        assertFalse(isExit(false, "accept 8.8.0.0/16:*", "reject *:*"));
        assertFalse(isExit(false, "reject 8.1.0.0/16:80", "accept 8.0.0.0/8:*", "reject *:*"));
        assertTrue(isExit(false, "accept 8.0.0.0/255.0.0.0:80-443", "reject *:*"));
    }

    @Test
    void privateNetworksMakeAnExitInPrivateOnly() throws ValueFault {
        assertFalse(isExit(false, "accept 127.0.0.0/8:*", "accept 10.0.0.0/8:*", "reject *:*"));
        assertTrue(isExit(true, "accept 127.0.0.0/8:*", "reject *:*"));
    }
}
