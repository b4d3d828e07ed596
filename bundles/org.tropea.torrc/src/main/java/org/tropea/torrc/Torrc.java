package org.tropea.torrc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tropea.net.option.Option;
import org.tropea.net.option.OptionCatalogue;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.RelayRules;
import org.tropea.net.option.VotingRules;
import org.tropea.net.policy.AuthorityPolicies;
import org.tropea.net.policy.ExitPolicy;

/**
 * A configuration as it is put together from layers of lines: defaults, a torrc, the command line. Within a layer the
 * last line of an option wins, or all its lines count if it may have many; a later layer replaces what an earlier one
 * set, unless its lines say {@code +Option}. One thread.
 */
final class Torrc {
    private final OptionCatalogue catalogue = OptionCatalogue.standard();
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, TorrcLine> origins = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Torrc() {}

    /** Puts layers together, the earliest first, and checks everything that can be checked without starting. */
    static Torrc of(List<List<TorrcLine>> layers) throws TorrcFault {
        Torrc torrc = new Torrc();
        for (List<TorrcLine> layer : layers) {
            torrc.add(layer);
        }
        return torrc;
    }

    /** The options themselves. */
    Options options() throws TorrcFault {
        try {
            return Options.of(values);
        } catch (OptionFault fault) {
            throw located(fault);
        }
    }

    /** Checks the rules that bind options together; returns every warning, of reading and of checking. */
    List<String> check() throws TorrcFault {
        try {
            Options options = options();
            List<String> all = new ArrayList<>(warnings);
            all.addAll(RelayRules.check(options));
            ExitPolicy.of(options, List.of(), List.of());
            if (options.flag("AuthoritativeDirectory") && options.flag("V3AuthoritativeDirectory")) {
                VotingRules.check(options);
                AuthorityPolicies.check(options);
            }
            return all;
        } catch (OptionFault fault) {
            throw located(fault);
        }
    }

    private void add(List<TorrcLine> layer) throws TorrcFault {
        Set<String> seen = new TreeSet<>();
        for (TorrcLine line : layer) {
            Option option = option(line);
            boolean first = seen.add(option.name());
            if (line.change() == TorrcLine.Change.CLEAR) {
                unset(option);
            } else if (line.value().isEmpty()) {
                empty(option, line);
            } else {
                assign(option, line, first);
            }
        }
    }

    private void assign(Option option, TorrcLine line, boolean first) throws TorrcFault {
        check(option, line);
        origins.put(option.name(), line);
        boolean replaces = !option.type().multiple() || first && line.change() == TorrcLine.Change.SET;
        if (replaces) {
            if (!first) {
                warnings.add(line.where() + ": " + option.name() + " is set more than once; the last value counts");
            }
            values.put(option.name(), new ArrayList<>());
        }
        values.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(line.value());
    }

    private void empty(Option option, TorrcLine line) {
        if (option.type().multiple()) {
            warnings.add(line.where() + ": " + option.name() + " has no value and is ignored");
        } else {
            unset(option);
        }
    }

    private void unset(Option option) {
        values.remove(option.name());
        origins.remove(option.name());
    }

    private static void check(Option option, TorrcLine line) throws TorrcFault {
        try {
            option.check(line.value());
        } catch (OptionFault fault) {
            throw new TorrcFault(line, fault.getMessage());
        }
    }

    /** The option a line means: by name, by another name, or by an abbreviation. */
    private Option option(TorrcLine line) throws TorrcFault {
        OptionCatalogue.Alias alias = catalogue.alias(line.name(), line.onCommandLine());
        if (alias != null && alias.deprecated()) {
            warnings.add(line.where() + ": " + alias.name() + " is deprecated; use " + alias.option());
        }
        String name = alias == null ? line.name() : alias.option();
        Option exact = catalogue.byName(name).orElse(null);
        return exact != null ? exact : abbreviated(line, name);
    }

    private Option abbreviated(TorrcLine line, String name) throws TorrcFault {
        Option option = catalogue.byPrefix(name).orElse(null);
        if (option == null) {
            throw new TorrcFault(line, catalogue.unknown(name).getMessage());
        }
        warnings.add(line.where() + ": " + name + " is taken as an abbreviation of " + option.name());
        return option;
    }

    /** Tells a fault with the line where the option was set last. */
    private TorrcFault located(OptionFault fault) {
        TorrcLine origin = origins.get(fault.option());
        return origin == null ? new TorrcFault(fault.getMessage()) : new TorrcFault(origin, fault.getMessage());
    }
}
