package org.tropea.net.params;

import java.util.Map;

/**
 * The parameters of one consensus. Immutable; any thread. Equal ones say the same. Nobody looks one up per cell: who goes
 * by some is handed new ones when they change, and keeps the values.
 */
public final class Params {
    /** What holds without a consensus: every parameter has its default. */
    public static final Params NONE = new Params(Map.of());

    private final Map<String, Integer> values;

    /** The {@code params} line of a consensus. */
    public Params(Map<String, Integer> values) {
        this.values = Map.copyOf(values);
    }

    /** The value of {@code param} within its bounds, or its default. */
    public int get(Param param) {
        Integer value = values.get(param.name());
        return value == null ? param.otherwise() : Math.max(param.least(), Math.min(param.most(), value));
    }

    /** The same for one that is 0 or 1. */
    public boolean is(Param flag) {
        return get(flag) != 0;
    }

    /** The values as they stand in the consensus. */
    public Map<String, Integer> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Params params && values.equals(params.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
