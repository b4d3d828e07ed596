package org.tropea.itests.bench;

import java.util.Locale;

/** What is demanded of a figure or a ratio. */
public record Limit(Kind kind, double value) {
    /** Nothing is demanded. */
    public static final Limit NONE = new Limit(Kind.NONE, 0);

    /** Which way. */
    public enum Kind {
        NONE,
        AT_MOST,
        AT_LEAST,
        BELOW
    }

    /** No more than {@code value}. */
    public static Limit atMost(double value) {
        return new Limit(Kind.AT_MOST, value);
    }

    /** No less than {@code value}. */
    public static Limit atLeast(double value) {
        return new Limit(Kind.AT_LEAST, value);
    }

    /** Less than {@code value}. */
    public static Limit below(double value) {
        return new Limit(Kind.BELOW, value);
    }

    /** In words, or null. */
    public String text() {
        String number = String.format(Locale.ROOT, "%.2f", value).replaceAll("0$", "");
        return switch (kind) {
            case NONE -> null;
            case AT_MOST -> "at most " + number;
            case AT_LEAST -> "at least " + number;
            case BELOW -> "below " + number;
        };
    }

    /** Whether {@code figure} is what is demanded, or null. */
    public Boolean met(double figure) {
        return switch (kind) {
            case NONE -> null;
            case AT_MOST -> figure <= value;
            case AT_LEAST -> figure >= value;
            case BELOW -> figure < value;
        };
    }
}
