package org.tropea.core.slot;

import java.util.List;
import java.util.Map;

/**
 * A service that may be chosen. Immutable; any thread.
 *
 * @param service the service
 * @param names the names by which operators choose it
 * @param ranking its service.ranking; the highest goes first
 * @param id its service.id; the lowest goes first among equal rankings
 * @param where to what its registration limits it
 */
public record Candidate<T>(T service, List<String> names, int ranking, long id, Where where) {
    static <T> Candidate<T> of(T service, List<String> names, Map<String, ?> properties, Where where) {
        int ranking = properties.get("service.ranking") instanceof Integer number ? number : 0;
        long id = properties.get("service.id") instanceof Long number ? number : Long.MAX_VALUE;
        return new Candidate<>(service, names, ranking, id, where);
    }

    /** Whether {@code name}, compared without case, is one of its names. */
    public boolean isNamed(String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Its first name, or its class's when it has none. */
    public String label() {
        return names.isEmpty() ? service.getClass().getSimpleName() : names.get(0);
    }
}
