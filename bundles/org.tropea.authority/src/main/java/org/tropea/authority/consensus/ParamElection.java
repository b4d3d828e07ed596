package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.NetParams;

/** The network parameters (dir-spec 3.8, {@code params}). Stateless. */
final class ParamElection {
    private static final int ENOUGH = 3;

    private ParamElection() {}

    /**
     * The median of each parameter for which three authorities vote, or more than half of all. They are sorted with
     * their equals sign, so that {@code ab-c=} comes before {@code ab=}.
     */
    static NetParams elect(List<Vote> votes, int authorities) {
        Map<String, List<Integer>> given = new TreeMap<>(ByteOrder.TEXTS);
        for (Vote vote : votes) {
            vote.facts()
                    .params()
                    .values()
                    .forEach((name, value) -> given.computeIfAbsent(name + "=", n -> new ArrayList<>())
                            .add(value));
        }
        Map<String, Integer> chosen = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            if (values.size() >= ENOUGH || values.size() > authorities / 2) {
                chosen.put(name.substring(0, name.length() - 1), (int) Tally.median(values));
            }
        });
        return NetParams.of(chosen);
    }
}
