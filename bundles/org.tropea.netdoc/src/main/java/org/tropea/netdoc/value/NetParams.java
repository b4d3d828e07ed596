package org.tropea.netdoc.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names with whole numbers of 32 bits, each name once: a consensus's parameters (param-spec) or its bandwidth weights.
 * Immutable, any thread.
 */
public final class NetParams {
    /** No parameter. */
    public static final NetParams NONE = new NetParams(new LinkedHashMap<>());

    private final LinkedHashMap<String, Integer> values;

    private NetParams(LinkedHashMap<String, Integer> values) {
        this.values = values;
    }

    /** The parameters in the map's order. */
    public static NetParams of(Map<String, Integer> values) {
        return new NetParams(new LinkedHashMap<>(values));
    }

    /** Parses {@code "NAME=NUMBER NAME=NUMBER"}, each name once. */
    public static NetParams parse(String text) throws ValueFault {
        LinkedHashMap<String, Integer> values = new LinkedHashMap<>();
        for (String entry : text.split("[ \t]+")) {
            if (!entry.isEmpty()) {
                int equals = entry.indexOf('=');
                if (equals < 1) {
                    throw fault(entry);
                }
                if (values.put(entry.substring(0, equals), number(entry, equals + 1)) != null) {
                    throw new ValueFault("\"" + entry.substring(0, equals) + "\" comes twice");
                }
            }
        }
        return new NetParams(values);
    }

    /**
     * As {@link #parse}, and the names must be sorted (dir-spec 3.4.1), each with its equals sign: authorities write
     * {@code guard-lifetime-days} before {@code guard-lifetime}.
     */
    public static NetParams parseSorted(String text) throws ValueFault {
        NetParams params = parse(text);
        String before = "";
        for (String name : params.values.keySet()) {
            String sorted = name + "=";
            if (sorted.compareTo(before) < 0) {
                throw new ValueFault("\"" + sorted + "\" stands after \"" + before + "\", accepted are sorted names");
            }
            before = sorted;
        }
        return params;
    }

    private static int number(String entry, int from) throws ValueFault {
        try {
            if (from < entry.length() && entry.charAt(from) != '+') {
                return Integer.parseInt(entry, from, entry.length(), 10);
            }
        } catch (NumberFormatException notOne) {
            // answered below
        }
        throw fault(entry);
    }

    private static ValueFault fault(String entry) {
        String brief = entry.length() <= 60 ? entry : entry.substring(0, 57) + "...";
        return new ValueFault("\"" + brief + "\" is not NAME=NUMBER with a number of 32 bits");
    }

    /** The parameter, or {@code otherwise} when there is none of this name. */
    public int get(String name, int otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** As {@link #get(String, int)}, and brought into the range from {@code min} to {@code max}. */
    public int get(String name, int otherwise, int min, int max) {
        return Math.max(min, Math.min(max, get(name, otherwise)));
    }

    /** The parameter, if there is one of this name. */
    public OptionalInt find(String name) {
        Integer value = values.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** All of them in the document's order; unmodifiable. */
    public Map<String, Integer> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** As a document writes them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.length() == 0 ? "" : " ")
                .append(name)
                .append('=')
                .append(value));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetParams that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
