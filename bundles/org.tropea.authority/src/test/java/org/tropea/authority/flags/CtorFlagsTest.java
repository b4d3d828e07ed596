package org.tropea.authority.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.flags.FlagRules.Override;
import org.tropea.authority.flags.Observed.History;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/** From the same descriptors and histories we give the flags that three C tor authorities gave in their votes. */
final class CtorFlagsTest {
    private static final Pattern STATISTICS = Pattern.compile("wfu=([0-9.]+) tk=(\\d+) mtbf=(\\d+)");
    private static final Map<Octets, ServerDescriptor> DESCRIPTORS = new HashMap<>();

    @BeforeAll
    static void read() throws DocumentFault {
        ServerDescriptor.parseAll(Round.bytes("three", "descriptors"), 1 << 20)
                .documents()
                .forEach(d -> DESCRIPTORS.put(d.digest(), d));
    }

    private static Observed observed(VoteEntry entry) {
        Matcher m = STATISTICS.matcher(entry.statistics());
        assertEquals(true, m.matches(), entry.statistics());
        long mtbf = Long.parseLong(m.group(3));
        return new Observed(
                DESCRIPTORS.get(entry.status().descriptor()),
                entry.status().nickname().startsWith("auth"),
                entry.status().has(Flags.RUNNING),
                true,
                false,
                false,
                false,
                -1,
                new History(mtbf, mtbf, Double.parseDouble(m.group(1)), Long.parseLong(m.group(2))));
    }

    @Test
    void thresholdsAndFlagsAreTheSame() throws DocumentFault {
        Override all = new Override(relay -> true, false);
        FlagRules rules = FlagRules.defaults(true, all, all, all);
        Set<Flags> different = new HashSet<>();
        for (Vote vote : Round.votes("three", 3)) {
            long now = vote.facts().published();
            List<Observed> relays =
                    vote.facts().entries().stream().map(CtorFlagsTest::observed).toList();
            Thresholds thresholds = Thresholds.of(relays, rules, false, now);
            assertEquals(vote.facts().flagThresholds(), thresholds.line());
            FlagGiver giver = new FlagGiver(rules, thresholds, true);
            assertEquals(vote.facts().knownFlags(), giver.knownFlags());
            for (int i = 0; i < relays.size(); i++) {
                Flags wanted = vote.facts().entries().get(i).status().flags();
                Flags given = giver.give(relays.get(i), now);
                assertEquals(wanted, given);
                assertEquals(
                        vote.facts().entries().get(i),
                        OwnEntry.of(relays.get(i), given, vote.facts().methods(), false));
                different.add(wanted);
            }
        }
        assertEquals(true, different.size() > 1, "relays with different flags: " + different);
    }
}
