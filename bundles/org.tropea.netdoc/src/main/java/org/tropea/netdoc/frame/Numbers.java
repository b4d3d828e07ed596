package org.tropea.netdoc.frame;

/** Decimal numbers as documents write them. Stateless, any thread. */
final class Numbers {
    /** What stands for no number. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;

    private Numbers() {}

    /** The number, or {@link #NONE} unless {@code text} is one from {@code min} to {@code max}. */
    static long parse(String text, long min, long max) {
        boolean minus = text.startsWith("-");
        int first = minus ? 1 : 0;
        if (text.length() == first || text.length() - first > MOST_DIGITS) {
            return NONE;
        }
        long value = 0;
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            value = 10 * value + c - '0';
        }
        value = minus ? -value : value;
        return value < min || value > max ? NONE : value;
    }
}
