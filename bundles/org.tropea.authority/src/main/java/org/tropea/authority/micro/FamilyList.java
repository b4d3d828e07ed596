package org.tropea.authority.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.authority.consensus.ByteOrder;
import org.tropea.netdoc.value.Octets;

/** A declared family in the one form that all authorities write (dir-spec 3.3). Stateless. */
final class FamilyList {
    private static final Pattern NICKNAME = Pattern.compile("[A-Za-z0-9]{1,19}");
    private static final Pattern FINGERPRINT = Pattern.compile("\\$?([0-9A-Fa-f]{40})([=~][A-Za-z0-9]{1,19})?");

    private FamilyList() {}

    /**
     * Nicknames in lower case, fingerprints in upper case without nicknames behind them, the relay itself among them,
     * other words as they are; sorted. Nothing when nothing was declared.
     */
    static List<String> canonical(List<String> declared, Octets self) {
        if (declared.isEmpty()) {
            return List.of();
        }
        TreeSet<String> known = new TreeSet<>(ByteOrder.TEXTS);
        List<String> unknown = new ArrayList<>();
        known.add("$" + self.hex());
        for (String word : declared) {
            Matcher fingerprint = FINGERPRINT.matcher(word);
            if (NICKNAME.matcher(word).matches()) {
                known.add(word.toLowerCase(Locale.ROOT));
            } else if (fingerprint.matches()) {
                known.add("$" + fingerprint.group(1).toUpperCase(Locale.ROOT));
            } else {
                unknown.add(word);
            }
        }
        unknown.addAll(known);
        unknown.sort(ByteOrder.TEXTS);
        return List.copyOf(unknown);
    }
}
