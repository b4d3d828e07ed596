package org.tropea.core.slot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the names under which operators choose a service. Any thread. */
@FunctionalInterface
public interface Names<T> {
    /** The names of {@code service}, registered with {@code properties}; empty when it has none. */
    List<String> of(T service, Map<String, ?> properties);

    /** Names that stand in a service property: a text, an array or a collection of texts. */
    static <T> Names<T> property(String name) {
        return (service, properties) -> texts(properties.get(name));
    }

    /** The name that the service itself tells. */
    static <T> Names<T> told(Function<T, String> name) {
        return (service, properties) -> List.of(name.apply(service));
    }

    private static List<String> texts(Object value) {
        if (value instanceof Object[] many) {
            return Stream.of(many)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .toList();
        }
        if (value instanceof Collection<?> many) {
            return texts(many.toArray());
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
