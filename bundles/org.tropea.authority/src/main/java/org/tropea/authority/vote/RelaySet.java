package org.tropea.authority.vote;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.authority.flags.Observed;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.policy.AddressPolicy;

/**
 * Relays as options such as TestingDirAuthVoteExit name them: fingerprints with or without a dollar sign, nicknames,
 * addresses and networks, {@code *}. Country codes need a database that there is not, and are refused. Immutable.
 */
final class RelaySet implements Predicate<Observed> {
    private static final Pattern FINGERPRINT = Pattern.compile("\\$?([0-9A-Fa-f]{40})([=~]\\S*)?");
    private static final Pattern NICKNAME = Pattern.compile("[0-9A-Za-z]{1,19}");

    private final Set<String> fingerprints = new HashSet<>();
    private final Set<String> nicknames = new HashSet<>();
    private final AddressPolicy networks;

    private RelaySet(String option, List<String> words) {
        StringBuilder rules = new StringBuilder();
        for (String word : words) {
            Matcher fingerprint = FINGERPRINT.matcher(word);
            if (fingerprint.matches()) {
                fingerprints.add(fingerprint.group(1).toUpperCase(Locale.ROOT));
            } else if (NICKNAME.matcher(word).matches()) {
                nicknames.add(word.toLowerCase(Locale.ROOT));
            } else if (word.indexOf('.') > 0 || word.indexOf(':') >= 0 || word.startsWith("*")) {
                rules.append("accept ").append(word).append(',');
            } else {
                throw new OptionFault(option, word, "fingerprints, nicknames and networks between commas, or *");
            }
        }
        networks = rules.isEmpty()
                ? AddressPolicy.rejectAll()
                : AddressPolicy.parse(option, List.of(rules + "reject *:*"));
    }

    static RelaySet of(Options options, String name) {
        return new RelaySet(name, options.list(name));
    }

    @Override
    public boolean test(Observed relay) {
        var facts = relay.descriptor().facts();
        return fingerprints.contains(relay.descriptor().rsaIdentity().hex())
                || nicknames.contains(facts.nickname().toLowerCase(Locale.ROOT))
                || networks.allows(facts.address(), facts.orPort());
    }
}
