package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.tropea.netdoc.status.Vote;

/** The consensus methods, by which authorities change all at once how they compute (dir-spec 3.8.1). Stateless. */
public final class Methods {
    /** The lowest that we can compute; entries that are for the middle alone lose other flags. */
    public static final int LOWEST = 32;
    /** From here on the microdesc flavor has no publication times. */
    public static final int NO_PUBLISHED_IN_MICRODESC = 33;
    /** From here on there are no {@code package} lines. */
    public static final int NO_PACKAGES = 34;
    /** From here on microdescriptors have {@code family-ids}. */
    public static final int FAMILY_IDS = 35;
    /** The highest that we can compute. */
    public static final int HIGHEST = 35;

    private Methods() {}

    /** The methods that an authority votes for whose highest is {@code most}. */
    public static List<Integer> upTo(int most) {
        if (most < LOWEST || most > HIGHEST) {
            throw new IllegalArgumentException(
                    "consensus method " + most + ", accepted are " + LOWEST + " to " + HIGHEST);
        }
        List<Integer> methods = new ArrayList<>();
        for (int method = LOWEST; method <= most; method++) {
            methods.add(method);
        }
        return methods;
    }

    /** The highest method that more than two thirds of the voters support, or our highest when we do not know that. */
    static int choose(List<Vote> votes) {
        List<Integer> all = new ArrayList<>();
        votes.forEach(b -> all.addAll(new LinkedHashSet<>(b.facts().methods())));
        List<Integer> agreed = Tally.moreThan(2 * votes.size() / 3, all, Comparator.naturalOrder());
        int chosen = agreed.isEmpty() ? 1 : agreed.get(agreed.size() - 1);
        return chosen >= LOWEST && chosen <= HIGHEST ? chosen : HIGHEST;
    }
}
