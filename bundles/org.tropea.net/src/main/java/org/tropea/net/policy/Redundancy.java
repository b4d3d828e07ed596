package org.tropea.net.policy;

import java.util.ArrayList;
import java.util.List;

/** Leaves out the rules of a policy that decide nothing, so that it fits into a descriptor. */
final class Redundancy {
    private Redundancy() {}

    static List<PolicyRule> removed(List<PolicyRule> rules) {
        return withoutRepeated(withoutUnreachable(rules));
    }

    /** A rule is unreachable when an earlier one covers it, whatever either says. */
    private static List<PolicyRule> withoutUnreachable(List<PolicyRule> rules) {
        List<PolicyRule> kept = new ArrayList<>();
        for (PolicyRule rule : rules) {
            if (kept.stream().noneMatch(earlier -> earlier.covers(rule))) {
                kept.add(rule);
            }
        }
        return kept;
    }

    /** A rule only repeats a later one that covers it, if no rule between them says the opposite about a part of it. */
    private static List<PolicyRule> withoutRepeated(List<PolicyRule> rules) {
        List<PolicyRule> kept = new ArrayList<>(rules);
        for (int i = kept.size() - 2; i >= 0; i--) {
            if (repeated(kept, i)) {
                kept.remove(i);
            }
        }
        return kept;
    }

    private static boolean repeated(List<PolicyRule> rules, int index) {
        PolicyRule rule = rules.get(index);
        for (PolicyRule later : rules.subList(index + 1, rules.size())) {
            if (later.accept() != rule.accept() && later.intersects(rule)) {
                return false;
            }
            if (later.accept() == rule.accept() && later.covers(rule)) {
                return true;
            }
        }
        return false;
    }
}
