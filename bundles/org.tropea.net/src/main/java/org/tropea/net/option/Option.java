package org.tropea.net.option;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * One line of the option table. Immutable.
 *
 * @param name torrc's spelling
 * @param type how its value is written
 * @param defaultValue the value when it is not set; empty when there is none
 * @param testingDefault the same with {@code TestingTorNetwork 1}
 * @param support what Tropea does about it
 * @param silentValues for an option not honoured yet: the values that ask for what Tropea does anyway
 * @param note what to do instead; may be empty
 */
public record Option(
        String name,
        OptionType type,
        String defaultValue,
        String testingDefault,
        OptionSupport support,
        Set<String> silentValues,
        String note) {

    /** What to tell the operator who set these values; empty when there is nothing to say. */
    public String warning(List<String> values) {
        if (support == OptionSupport.OBSOLETE) {
            return name + " is obsolete and ignored" + reason();
        }
        if (support != OptionSupport.LATER || silentValues.containsAll(values)) {
            return "";
        }
        return name + " is not honoured yet" + reason();
    }

    /** Refuses a value that is not written as this option's type wants; lines have syntaxes of their own. */
    public void check(String value) {
        switch (type) {
            case FLAG -> require(value, value.matches("[01]"), "0 or 1");
            case AUTO_FLAG -> require(value, value.toLowerCase(Locale.ROOT).matches("0|1|auto"), "0, 1 or auto");
            case COUNT -> whole(value, 0, Integer.MAX_VALUE);
            case AUTO_COUNT -> require(value, fewOrAuto(value), "an integer from 1 to 64, or auto");
            case INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INTEGER64 -> require(value, value.matches("\\d{1,20}"), "an unsigned integer");
            case DECIMAL ->
                require(value, value.matches("[+-]?(\\d{1,99}\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?"), "a number");
            case BYTES -> unit(value, Units::bytes);
            case SECONDS -> unit(value, Units::seconds);
            case SECONDS_LIST -> unit(value.split(",", 2)[0].strip(), Units::seconds);
            case MILLIS -> unit(value, Units::millis);
            default -> {}
        }
    }

    private static boolean fewOrAuto(String value) {
        String written = value.strip().toLowerCase(Locale.ROOT);
        return written.matches("[1-9]\\d?") && Integer.parseInt(written) <= 64 || written.equals("auto");
    }

    private void whole(String value, long min, long max) {
        boolean written = value.strip().matches("[+-]?\\d{1,18}");
        boolean fits = written && Long.parseLong(value.strip()) >= min && Long.parseLong(value.strip()) <= max;
        require(value, fits, "an integer from " + min + " to " + max);
    }

    private void unit(String value, ToLongFunction<String> parser) {
        try {
            parser.applyAsLong(value);
        } catch (OptionFault fault) {
            throw fault.about(name);
        }
    }

    private void require(String value, boolean fits, String accepted) {
        if (!fits) {
            throw new OptionFault(name, value, accepted);
        }
    }

    private String reason() {
        return note.isEmpty() ? "" : ": " + note;
    }
}
