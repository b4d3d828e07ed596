package org.tropea.client;

import java.util.Locale;
import org.tropea.net.option.OptionFault;

/** One MapAddress line: {@code FROM TO}, both hosts or both {@code *.DOMAIN}; only FROM may be one too. Immutable. */
record MapRule(String from, String to, boolean wildFrom, boolean wildTo) {
    private static final String ACCEPTED =
            "two hosts or addresses; *.DOMAIN for all below a domain, as the second only" + " behind another one";

    static MapRule parse(String line) {
        String[] words = line.strip().toLowerCase(Locale.ROOT).split("\\s+");
        if (words.length != 2 || words[1].startsWith("*.") && !words[0].startsWith("*.")) {
            throw new OptionFault("MapAddress", line, ACCEPTED);
        }
        return new MapRule(plain(words[0]), plain(words[1]), words[0].startsWith("*."), words[1].startsWith("*."));
    }

    private static String plain(String word) {
        String host = word.startsWith("*.") ? word.substring(2) : word;
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** What the host, in small letters, becomes; null when the rule is not about it. */
    String apply(String host) {
        if (host.equals(from)) {
            return to;
        }
        if (!wildFrom || !host.endsWith("." + from)) {
            return null;
        }
        return wildTo ? host.substring(0, host.length() - from.length()) + to : to;
    }
}
