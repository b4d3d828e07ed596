package org.tropea.core.shell;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.core.slot.Candidate;
import org.tropea.core.slot.Slot;

/**
 * One candidate of a slot, as {@code sched:list} and {@code mux:list} show it.
 *
 * @param name its names
 * @param ranking its service.ranking
 * @param inUse whether it is used, for some channels or generally
 * @param channels the filters of the channels for which it is used, all other channels being {@code others} then
 * @param quarantined whether it failed
 */
public record PolicyLine(String name, int ranking, boolean inUse, String channels, boolean quarantined) {
    /** The candidates of {@code slot}, the most wanted first. */
    static <T> List<PolicyLine> of(Slot<T> slot) {
        return slot.candidates().stream().map(each -> line(slot, each)).toList();
    }

    private static <T> PolicyLine line(Slot<T> slot, Candidate<T> candidate) {
        List<String> places = slot.choices().places(candidate.service());
        String rest = slot.choices().isUniform() ? "all" : "others";
        return new PolicyLine(
                String.join(",", candidate.names()),
                candidate.ranking(),
                !places.isEmpty(),
                places.isEmpty()
                        ? "-"
                        : String.join(
                                " ",
                                places.stream()
                                        .map(place -> place.isEmpty() ? rest : place)
                                        .toList()),
                slot.isQuarantined(candidate.service()));
    }

    /** Has {@code slot} use the candidate called {@code name}, or its own choice again when that is {@code auto}. */
    static <T> String use(Slot<T> slot, String name) {
        return use(slot, name, null);
    }

    /**
     * Has {@code slot} use the candidate called {@code name}, or its own choice again when that is {@code auto}: for all
     * channels, or, with {@code channels}, for those that match this filter.
     */
    static <T> String use(Slot<T> slot, String name, String channels) {
        boolean auto = name.equalsIgnoreCase("auto");
        if (!auto) {
            requireKnown(slot, name);
        }
        if (channels != null) {
            slot.operatorChooses(auto ? null : name, channels);
        } else if (auto) {
            slot.operatorLetsGo();
        } else {
            slot.operatorChooses(name);
        }
        String where = channels == null ? "" : " for channels " + channels;
        return auto
                ? "the " + slot.name() + " is chosen by configuration and ranking again" + where
                : name + " is the " + slot.name() + " now" + where;
    }

    private static <T> void requireKnown(Slot<T> slot, String name) {
        List<Candidate<T>> candidates = slot.candidates();
        if (candidates.stream().noneMatch(each -> each.isNamed(name))) {
            List<String> names =
                    candidates.stream().flatMap(each -> each.names().stream()).toList();
            throw new IllegalArgumentException("no " + slot.name() + " " + name + "; accepted are auto and " + names);
        }
    }

    /** What {@code use} takes in any router that runs, for completion. */
    static List<String> names(PipelineComponent pipelines, Function<RouterPipeline, Slot<?>> slot) {
        Stream<String> names = pipelines.running().values().stream()
                .flatMap(router -> slot.apply(router).candidates().stream())
                .flatMap(candidate -> candidate.names().stream());
        return Stream.concat(Stream.of("auto"), names).distinct().toList();
    }
}
