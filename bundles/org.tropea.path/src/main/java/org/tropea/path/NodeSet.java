package org.tropea.path;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tropea.net.directory.Node;
import org.tropea.net.option.OptionFault;
import org.tropea.net.policy.AddressPolicy;

/**
 * Relays as options such as ExcludeNodes name them: fingerprints with or without a dollar sign, nicknames, addresses and
 * networks. Country codes need a database that this version has not, and are refused. Immutable.
 */
final class NodeSet {
    private static final Pattern FINGERPRINT = Pattern.compile("\\$?([0-9A-Fa-f]{40})([=~]\\S*)?");
    private static final Pattern NICKNAME = Pattern.compile("[0-9A-Za-z]{1,19}");
    private static final String ACCEPTED =
            "fingerprints, nicknames and networks between commas;" + " country codes are not known to this version";
    /** Any port will do where only addresses count. */
    private static final int PORT = 1;

    private final Set<String> fingerprints = new HashSet<>();
    private final Set<String> nicknames = new HashSet<>();
    private final AddressPolicy networks;

    NodeSet(String option, List<String> words) {
        StringBuilder rules = new StringBuilder();
        for (String word : words) {
            add(option, word, rules);
        }
        networks = rules.isEmpty()
                ? AddressPolicy.rejectAll()
                : AddressPolicy.parse(option, List.of(rules + "reject *:*"));
    }

    private void add(String option, String word, StringBuilder rules) {
        var fingerprint = FINGERPRINT.matcher(word);
        if (fingerprint.matches()) {
            fingerprints.add(fingerprint.group(1).toUpperCase(Locale.ROOT));
        } else if (NICKNAME.matcher(word).matches()) {
            nicknames.add(word.toLowerCase(Locale.ROOT));
        } else if (word.indexOf('.') > 0 || word.indexOf(':') >= 0 || word.startsWith("*")) {
            rules.append("accept ").append(word).append(',');
        } else {
            throw new OptionFault(option, word, ACCEPTED);
        }
    }

    boolean isEmpty() {
        return fingerprints.isEmpty() && nicknames.isEmpty() && networks.rejectsAll(false) && networks.rejectsAll(true);
    }

    boolean contains(Node node) {
        return fingerprints.contains(node.fingerprint())
                || nicknames.contains(node.nickname().toLowerCase(Locale.ROOT))
                || node.addresses().stream().map(InetSocketAddress::getAddress).anyMatch(this::contains);
    }

    private boolean contains(InetAddress address) {
        return networks.allows(address, PORT);
    }
}
