package org.tropea.directory.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.tropea.netdoc.diff.ConsensusDiff;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/** The last consensuses of each flavor, and the diffs that lead from them to the newest one. On the conductor. */
final class Diffs {
    private static final int KEPT = 4;

    private final Map<Flavor, Deque<Consensus>> older = new EnumMap<>(Flavor.class);

    /** Diffs to {@code newest} by the SHA3-256 of what they lead from; {@code newest} is kept for the next time. */
    Map<Octets, byte[]> to(Consensus newest) {
        Deque<Consensus> known = older.computeIfAbsent(newest.flavor(), flavor -> new ArrayDeque<>());
        Map<Octets, byte[]> diffs = new HashMap<>();
        for (Consensus base : known) {
            byte[] diff = ConsensusDiff.make(base, newest).getBytes(StandardCharsets.UTF_8);
            if (diff.length < newest.text().length()) {
                diffs.put(base.sha3AsSigned(), diff);
            }
        }
        known.addFirst(newest);
        while (known.size() > KEPT) {
            known.removeLast();
        }
        return diffs;
    }
}
