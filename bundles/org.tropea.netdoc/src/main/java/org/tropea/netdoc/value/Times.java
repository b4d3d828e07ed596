package org.tropea.netdoc.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as documents write them, YYYY-MM-DD HH:MM:SS in UTC; here they are seconds since 1970. Stateless, any thread. */
public final class Times {
    private static final String SHAPE = "dddd-dd-dd dd:dd:dd";
    private static final long DAY = 86_400;

    private Times() {}

    /** The seconds since 1970 of a time that is written exactly so and not before 1970; -1 for anything else. */
    public static long parse(String text) {
        if (!hasShape(text)) {
            return -1;
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 60 || digits(text, 0, 4) < 1970) {
            return -1;
        }
        try {
            return DAY
                            * LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                                    .toEpochDay()
                    + 3600L * hour
                    + 60L * minute
                    + second;
        } catch (DateTimeException noSuchDay) {
            return -1;
        }
    }

    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == 'd' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }

    /** The time, {@code seconds} after 1970 began. */
    public static String text(long seconds) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(SHAPE.length());
        padded(text, t.getYear(), 4).append('-');
        padded(text, t.getMonthValue(), 2).append('-');
        padded(text, t.getDayOfMonth(), 2).append(' ');
        padded(text, t.getHour(), 2).append(':');
        padded(text, t.getMinute(), 2).append(':');
        return padded(text, t.getSecond(), 2).toString();
    }

    private static StringBuilder padded(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
