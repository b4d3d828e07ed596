package org.tropea.core.shell;

import java.util.List;
import org.tropea.core.slot.Candidate;
import org.tropea.core.slot.Slot;

/** One candidate of a slot, as {@code sched:list} and {@code mux:list} show it. */
public record PolicyLine(String name, int ranking, boolean inUse, boolean quarantined) {
    /** The candidates of {@code slot}, the most wanted first. */
    static <T> List<PolicyLine> of(Slot<T> slot) {
        return slot.candidates().stream()
                .map(each -> new PolicyLine(
                        String.join(",", each.names()),
                        each.ranking(),
                        each.service() == slot.chosen(),
                        slot.isQuarantined(each.service())))
                .toList();
    }

    /** Has {@code slot} use the candidate called {@code name}, or its own choice again when that is {@code auto}. */
    static <T> String use(Slot<T> slot, String name) {
        if (name.equalsIgnoreCase("auto")) {
            slot.operatorChooses(null);
            return "the " + slot.name() + " is chosen by configuration and ranking again";
        }
        List<Candidate<T>> candidates = slot.candidates();
        if (candidates.stream().noneMatch(each -> each.isNamed(name))) {
            List<String> names =
                    candidates.stream().flatMap(each -> each.names().stream()).toList();
            throw new IllegalArgumentException("no " + slot.name() + " " + name + "; accepted are auto and " + names);
        }
        slot.operatorChooses(name);
        return name + " is the " + slot.name() + " now";
    }
}
