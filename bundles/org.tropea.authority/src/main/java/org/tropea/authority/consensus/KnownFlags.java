package org.tropea.authority.consensus;

import java.util.List;
import java.util.TreeMap;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Vote;

/** The flags that anybody votes on, and who does (dir-spec 3.8, {@code known-flags}). Immutable. */
final class KnownFlags {
    private final TreeMap<String, Integer> voters = new TreeMap<>(ByteOrder.TEXTS);

    KnownFlags(List<Vote> votes) {
        for (Vote vote : votes) {
            vote.facts().knownFlags().forEach(flag -> voters.merge(flag, 1, Integer::sum));
        }
        voters.putIfAbsent(Flags.NO_ED_CONSENSUS, 0);
    }

    /** All of them, sorted. */
    List<String> names() {
        return List.copyOf(voters.keySet());
    }

    boolean contains(String flag) {
        return voters.containsKey(flag);
    }

    /** Whether more than half of those who vote on this flag give it, when {@code given} do. */
    boolean isMajority(String flag, int given) {
        return given > voters.get(flag) / 2;
    }
}
