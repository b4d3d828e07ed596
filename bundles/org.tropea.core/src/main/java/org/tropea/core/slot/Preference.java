package org.tropea.core.slot;

import java.util.Comparator;
import java.util.List;

/**
 * In which order candidates are wanted: what the operator chose, then the configured names in their order, then the
 * highest service.ranking, then the lowest service.id. Immutable; any thread.
 */
record Preference(String operator, List<String> configured) {
    static final Preference NONE = new Preference(null, List.of());

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
}
