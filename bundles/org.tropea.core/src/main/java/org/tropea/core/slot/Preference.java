package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order candidates are wanted: what the operator chose, then the configured names in their order, then the
 * highest service.ranking, then the lowest service.id. Immutable; any thread.
 *
 * @param operator the operator's general choice; null: none
 * @param rules the operator's choices for some channels, the latest first
 * @param configured the configured names
 */
record Preference(String operator, List<Rule> rules, List<String> configured) {
    static final Preference NONE = new Preference(null, List.of(), List.of());

    /** The operator wants {@code name} for what is in {@code where}. */
    record Rule(Where where, String name) {}

    Preference operator(String name) {
        return new Preference(name, rules, configured);
    }

    Preference configured(List<String> names) {
        return new Preference(operator, rules, List.copyOf(names));
    }

    /** With {@code name} for {@code where}, before all other rules; without any rule for it when the name is null. */
    Preference rule(Where where, String name) {
        List<Rule> changed = new ArrayList<>(rules);
        changed.removeIf(rule -> rule.where().text().equals(where.text()));
        if (name != null) {
            changed.add(0, new Rule(where, name));
        }
        return new Preference(operator, List.copyOf(changed), configured);
    }

    <T> Comparator<Candidate<T>> order() {
        return Comparator.<Candidate<T>>comparingInt(this::place)
                .thenComparing(Comparator.<Candidate<T>>comparingInt(Candidate::ranking)
                        .reversed())
                .thenComparingLong(Candidate::id);
    }

    private int place(Candidate<?> candidate) {
        if (operator != null && candidate.isNamed(operator)) {
            return -1;
        }
        for (int place = 0; place < configured.size(); place++) {
            if (candidate.isNamed(configured.get(place))) {
                return place;
            }
        }
        return configured.size();
    }

    /**
     * Which of {@code candidates} is wanted where, by filter, the first that matches counts: the operator's rules, then
     * the operator's general choice, then those that their registration limits, then the best of the others.
     */
    <T> Map<String, Wanted<T>> wanted(List<Candidate<T>> candidates) {
        List<Candidate<T>> ordered = candidates.stream().sorted(order()).toList();
        List<Wanted<T>> all = new ArrayList<>();
        for (Rule rule : rules) {
            ordered.stream()
                    .filter(candidate -> candidate.isNamed(rule.name()))
                    .forEach(candidate -> all.add(new Wanted<>(rule.where().and(candidate.where()), candidate)));
        }
        ordered.stream()
                .filter(candidate -> operator != null && candidate.isNamed(operator))
                .forEach(candidate -> all.add(new Wanted<>(candidate.where(), candidate)));
        ordered.stream()
                .filter(candidate -> !candidate.where().isEverywhere())
                .forEach(candidate -> all.add(new Wanted<>(candidate.where(), candidate)));
        ordered.stream()
                .filter(candidate -> candidate.where().isEverywhere())
                .forEach(candidate -> all.add(new Wanted<>(candidate.where(), candidate)));
        return reachable(all);
    }

    /** A candidate and where it is wanted. */
    record Wanted<T>(Where where, Candidate<T> candidate) {}

    /** Up to the first that is meant for everything; nothing behind it would ever be asked. */
    private static <T> Map<String, Wanted<T>> reachable(List<Wanted<T>> all) {
        Map<String, Wanted<T>> reachable = new LinkedHashMap<>();
        for (Wanted<T> each : all) {
            reachable.putIfAbsent(each.where().text(), each);
            if (each.where().isEverywhere()) {
                break;
            }
        }
        return reachable;
    }
}
