package org.tropea.net.option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every option that C tor 0.4.9 knows, and Tropea's own, read once from {@code options.txt} beside this class.
 * Immutable; any thread. Names are compared without case.
 */
public final class OptionCatalogue {
    private static final OptionCatalogue STANDARD = load("options.txt");

    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();

    private OptionCatalogue() {}

    /** The table that ships with Tropea. */
    public static OptionCatalogue standard() {
        return STANDARD;
    }

    /** The option of exactly this name; no alias, no abbreviation. */
    public Optional<Option> byName(String name) {
        return Optional.ofNullable(options.get(key(name)));
    }

    /** The option that an old or alternative name stands for in a file; {@link #byName} of everything else. */
    public Optional<Option> byNameOrAlias(String name) {
        Alias alias = alias(name, false);
        return byName(alias == null ? name : alias.option());
    }

    /** The alternative name, or null when it is none; some are taken on the command line only. */
    public Alias alias(String name, boolean commandLine) {
        Alias alias = aliases.get(key(name));
        return alias == null || alias.commandLineOnly() && !commandLine ? null : alias;
    }

    /** The first option, in the order of names, that begins with this text: an abbreviation, deprecated in C tor too. */
    public Optional<Option> byPrefix(String prefix) {
        String key = key(prefix);
        return key.isEmpty()
                ? Optional.empty()
                : options.values().stream()
                        .filter(option -> key(option.name()).startsWith(key))
                        .findFirst();
    }

    /** The option whose name needs the fewest edits to become this one: what a mistyped name was meant to be. */
    public Option nearest(String name) {
        Option best = null;
        int least = Integer.MAX_VALUE;
        for (Option option : options.values()) {
            int distance = EditDistance.between(key(name), key(option.name()));
            if (option.type() != OptionType.OBSOLETE && distance < least) {
                least = distance;
                best = option;
            }
        }
        return best;
    }

    /** Whether setting this option has its effect; false also for unknown names. */
    public boolean honoured(String name) {
        return byName(name)
                .map(option -> option.support() == OptionSupport.HONOURED)
                .orElse(false);
    }

    /** All options, in the order of names. */
    public Collection<Option> all() {
        return Collections.unmodifiableCollection(options.values());
    }

    /** The fault for a name nobody knows; it names the nearest known one. */
    public OptionFault unknown(String name) {
        return new OptionFault(
                name,
                null,
                "unknown option; the nearest known one is " + nearest(name).name());
    }

    /**
     * Another name for an option.
     *
     * @param name the other name
     * @param option the option it stands for
     * @param commandLineOnly whether it is taken on the command line only
     * @param deprecated whether using it deserves a warning
     */
    public record Alias(String name, String option, boolean commandLineOnly, boolean deprecated) {}

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static OptionCatalogue load(String resource) {
        OptionCatalogue catalogue = new OptionCatalogue();
        try (InputStream in = OptionCatalogue.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(catalogue::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
        return catalogue;
    }

    private void add(String line) {
        String[] cells = line.split("\\|", -1);
        int arrow = cells[0].indexOf('>');
        if (arrow < 0) {
            options.put(key(cells[0]), option(cells));
        } else {
            addAlias(cells[0].substring(0, arrow), cells[0].substring(arrow + 1), cell(cells, 1));
        }
    }

    private void addAlias(String name, String option, String remark) {
        aliases.put(key(name), new Alias(name, option, remark.equals("command line"), remark.equals("deprecated")));
    }

    private static Option option(String[] cells) {
        OptionType type = OptionType.valueOf(cells[1].toUpperCase(Locale.ROOT));
        String support = type == OptionType.OBSOLETE ? "OBSOLETE" : cells[4].toUpperCase(Locale.ROOT);
        String testing = cell(cells, 3).isEmpty() ? cell(cells, 2) : cell(cells, 3);
        Set<String> silent =
                cell(cells, 5).isEmpty() ? Set.of() : Set.of(cell(cells, 5).split(","));
        return new Option(
                cells[0], type, cell(cells, 2), testing, OptionSupport.valueOf(support), silent, cell(cells, 6));
    }

    private static String cell(String[] cells, int index) {
        return index < cells.length ? cells[index] : "";
    }
}
