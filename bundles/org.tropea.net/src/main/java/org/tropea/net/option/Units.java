package org.tropea.net.option;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as torrc writes them: "10 MBytes", "1.5 GB", "30 seconds". Stateless; any thread. */
public final class Units {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("\\s*(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([A-Za-z]*)\\s*");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Map<String, Long> MEMORY = memory();
    private static final Map<String, Long> SECONDS = seconds();
    private static final Map<String, Long> MILLIS = millis();

    private Units() {}

    /** Bytes; without a unit bytes. Bits are accepted from kilobits on, as in C tor. */
    public static long bytes(String text) {
        return parse(
                text, MEMORY, "a number with an optional unit: bytes, KBytes, MBytes, GBytes, TBytes, KBits … TBits");
    }

    /** Seconds; without a unit seconds. At most 2147483647. */
    public static long seconds(String text) {
        return bounded(text, SECONDS, "a number with an optional unit: seconds, minutes, hours, days, weeks or months");
    }

    /** Milliseconds; without a unit milliseconds. At most 2147483647. */
    public static long millis(String text) {
        return bounded(text, MILLIS, "a number with an optional unit: msec, seconds, minutes, hours, days or weeks");
    }

    private static long bounded(String text, Map<String, Long> units, String accepted) {
        long value = parse(text, units, accepted);
        if (value > Integer.MAX_VALUE) {
            throw new OptionFault("interval", text, "at most 2147483647 of the smallest unit");
        }
        return value;
    }

    private static long parse(String text, Map<String, Long> units, String accepted) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        Long unit = parts.matches() ? units.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new OptionFault("value", text, accepted);
        }
        BigDecimal product = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
        if (product.compareTo(MOST) > 0) {
            throw new OptionFault("value", text, "less than 2^63 of the smallest unit");
        }
        return product.longValue();
    }

    private static Map<String, Long> memory() {
        Map<String, Long> units = new HashMap<>();
        put(units, 1, "", "b", "byte", "bytes");
        put(units, 1L << 20, "m");
        String[] letters = {"k", "m", "g", "t"};
        String[] words = {"kilo", "mega", "giga", "tera"};
        for (int i = 0; i < letters.length; i++) {
            String letter = letters[i];
            String word = words[i];
            long size = 1L << (10 * (i + 1));
            put(units, size, letter + "b", letter + "byte", letter + "bytes", word + "byte", word + "bytes");
            put(units, size / 8, letter + "bit", letter + "bits", word + "bit", word + "bits");
        }
        return Map.copyOf(units);
    }

    private static Map<String, Long> seconds() {
        Map<String, Long> units = new HashMap<>();
        put(units, 1, "");
        plural(units, 1, "second", "minute", "hour", "day", "week");
        put(units, 2629728, "month", "months");
        return Map.copyOf(units);
    }

    private static Map<String, Long> millis() {
        Map<String, Long> units = new HashMap<>();
        put(units, 1, "", "msec", "millisecond", "milliseconds");
        plural(units, 1000, "second", "minute", "hour", "day", "week");
        return Map.copyOf(units);
    }

    private static void plural(Map<String, Long> units, long second, String... names) {
        long[] inSeconds = {1, 60, 3600, 86400, 604800};
        for (int i = 0; i < names.length; i++) {
            put(units, second * inSeconds[i], names[i], names[i] + "s");
        }
    }

    private static void put(Map<String, Long> units, long size, String... names) {
        for (String name : names) {
            units.put(name, size);
        }
    }
}
