package org.tropea.net.option;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One router's configuration under torrc's names. Immutable; any thread. Names are compared without case; what is not
 * set has the default of {@link OptionCatalogue}, the testing one with {@code TestingTorNetwork 1}. Getters parse on
 * each call and throw {@link OptionFault}: read once, at start or reload. An empty value counts as not set.
 */
public final class Options {
    private final OptionCatalogue catalogue = OptionCatalogue.standard();
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final boolean testing;

    private Options(Map<String, ?> properties) {
        properties.forEach(this::put);
        testing = flag(explicit("TestingTorNetwork", "0"), "TestingTorNetwork");
    }

    /**
     * Reads properties as ConfigAdmin gives them: strings, numbers, booleans, arrays and collections of these. Names
     * with a dot ({@code service.pid} and the like) are not options and are skipped; an unknown name is a fault.
     */
    public static Options of(Map<String, ?> properties) {
        return new Options(properties);
    }

    /** The same from a dictionary. */
    public static Options ofDictionary(Dictionary<String, ?> properties) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : Collections.list(properties.keys())) {
            map.put(name, properties.get(name));
        }
        return new Options(map);
    }

    /** Back to properties: a String for an option with one value, a String[] for one that may have several. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach((name, list) ->
                map.put(name, option(name).type().multiple() ? list.toArray(new String[0]) : list.get(0)));
        return map;
    }

    /** The names that are set, in torrc's spelling. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether the option is set, rather than left at its default. */
    public boolean isSet(String name) {
        return values.containsKey(option(name).name());
    }

    /** The value; the default when not set, empty when there is none. */
    public String text(String name) {
        List<String> all = texts(name);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** All values in order of appearance; the default, if any, when not set. */
    public List<String> texts(String name) {
        Option option = option(name);
        List<String> set = values.get(option.name());
        if (set != null) {
            return set;
        }
        String standard = testing ? option.testingDefault() : option.defaultValue();
        return standard.isEmpty() ? List.of() : List.of(standard);
    }

    /** A flag written 0 or 1. */
    public boolean flag(String name) {
        return flag(text(name), name);
    }

    /** A flag written 0, 1 or auto. */
    public AutoFlag autoFlag(String name) {
        return switch (text(name)) {
            case "0" -> AutoFlag.NO;
            case "1" -> AutoFlag.YES;
            default -> {
                if (!text(name).equalsIgnoreCase("auto")) {
                    throw new OptionFault(option(name).name(), text(name), "0, 1 or auto");
                }
                yield AutoFlag.AUTO;
            }
        };
    }

    /** An integer within bounds, both inclusive. */
    public int number(String name, int min, int max) {
        try {
            int value = Integer.parseInt(text(name).strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // Told below, with the values that do not fit.
        }
        throw new OptionFault(option(name).name(), text(name), "an integer from " + min + " to " + max);
    }

    /** A floating-point number. */
    public double decimal(String name) {
        option(name).check(text(name));
        return Double.parseDouble(text(name));
    }

    /** Bytes, or bytes per second; 0 when not set and without a default. */
    public long bytes(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : about(name, text, Units::bytes);
    }

    /** A time in milliseconds; a number without a unit is in the option's own unit (seconds for most). */
    public long intervalMillis(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        return switch (option(name).type()) {
            case MILLIS -> about(name, text, Units::millis);
            case SECONDS_LIST -> about(name, text.split(",", 2)[0].strip(), Units::seconds) * 1000;
            default -> about(name, text, Units::seconds) * 1000;
        };
    }

    /** The same in nanoseconds. */
    public long intervalNanos(String name) {
        return intervalMillis(name) * 1_000_000;
    }

    /** The words between commas, without the spaces around them; empty words are left out. */
    public List<String> list(String name) {
        List<String> words = new ArrayList<>();
        for (String line : texts(name)) {
            for (String word : line.split(",")) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return List.copyOf(words);
    }

    /** The addresses of an option whose lines are IP addresses; nothing is looked up. */
    public List<InetAddress> addresses(String name) {
        return texts(name).stream()
                .map(line -> about(name, line, Addresses::parse))
                .toList();
    }

    /** A file or directory, {@code ~/} resolved to the user's home; null when not set and without a default. */
    public Path path(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        return about(name, text, Options::expanded);
    }

    /** A file's name as written in an option, {@code ~/} resolved to the user's home. */
    public static Path expanded(String text) {
        try {
            boolean home = text.equals("~") || text.startsWith("~/");
            return home ? Path.of(System.getProperty("user.home"), text.substring(1)) : Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new OptionFault("path", text, "the name of a file or directory");
        }
    }

    /** The different lines of an option that names ports; the {@code __} form that control software uses counts too. */
    public List<PortLine> ports(String name) {
        List<String> lines = new ArrayList<>(texts(name));
        catalogue.byName("__" + name).ifPresent(twin -> lines.addAll(texts(twin.name())));
        return lines.stream()
                .map(line -> about(name, line, PortLine::parse))
                .distinct()
                .toList();
    }

    /** The Log lines; empty when nothing is said about logging. */
    public List<LogLine> logs() {
        return texts("Log").stream().map(LogLine::parse).toList();
    }

    /** The DirAuthority lines; empty when there are none, as Tropea knows no authorities of its own. */
    public List<DirAuthorityLine> authorities() {
        return texts("DirAuthority").stream().map(DirAuthorityLine::parse).toList();
    }

    /** The FallbackDir lines. */
    public List<FallbackDirLine> fallbackDirs() {
        return texts("FallbackDir").stream().map(FallbackDirLine::parse).toList();
    }

    /** DataDirectory: {@code ~/.tropea} when not set. */
    public Path dataDirectory() {
        return path("DataDirectory");
    }

    /** KeyDirectory: {@code keys} in the data directory when not set. */
    public Path keyDirectory() {
        return isSet("KeyDirectory") ? path("KeyDirectory") : dataDirectory().resolve("keys");
    }

    /** CacheDirectory: the data directory when not set. */
    public Path cacheDirectory() {
        return isSet("CacheDirectory") ? path("CacheDirectory") : dataDirectory();
    }

    /** One warning for each option that is set and has no effect, or not yet. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        values.forEach((name, list) -> warnings.add(option(name).warning(list)));
        warnings.removeIf(String::isEmpty);
        return warnings;
    }

    private void put(String name, Object value) {
        if (name.indexOf('.') >= 0) {
            return;
        }
        Option option = option(name);
        List<String> lines = new ArrayList<>();
        collect(option, value, lines);
        lines.removeIf(String::isBlank);
        if (!lines.isEmpty()) {
            values.put(option.name(), option.type().keep(lines));
            texts(option.name()).forEach(option::check);
        }
    }

    private static void collect(Option option, Object value, List<String> lines) {
        if (value instanceof Collection<?> many) {
            many.forEach(one -> collect(option, one, lines));
        } else if (value instanceof Object[] many) {
            Arrays.asList(many).forEach(one -> collect(option, one, lines));
        } else if (value instanceof Boolean flag) {
            lines.add(flag ? "1" : "0");
        } else if (value instanceof String || value instanceof Number) {
            lines.add(value.toString());
        } else {
            throw new OptionFault(option.name(), String.valueOf(value), "text, numbers, booleans, or lists of these");
        }
    }

    private Option option(String name) {
        return catalogue.byNameOrAlias(name).orElseThrow(() -> catalogue.unknown(name));
    }

    private String explicit(String name, String otherwise) {
        return values.getOrDefault(name, List.of(otherwise)).get(0);
    }

    private static boolean flag(String text, String name) {
        if (!text.equals("0") && !text.equals("1")) {
            throw new OptionFault(name, text, "0 or 1");
        }
        return text.equals("1");
    }

    private <T> T about(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (OptionFault fault) {
            throw fault.about(option(name).name());
        }
    }
}
