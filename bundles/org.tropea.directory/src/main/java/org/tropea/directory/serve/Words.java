package org.tropea.directory.serve;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** Reads the lists of digests in paths. What is malformed names nothing, as in C tor. Stateless. */
final class Words {
    private static final int SHA256_BASE64 = 43;

    private Words() {}

    /** Digests of {@code size} bytes in hexadecimal with {@code +} between them. */
    static Set<Octets> hex(String list, int size) {
        Set<Octets> digests = new LinkedHashSet<>();
        for (String word : list.split("\\+")) {
            Octets digest = digest(word);
            if (digest != null && digest.size() == size) {
                digests.add(digest);
            }
        }
        return digests;
    }

    /** SHA-256 digests in Base64 with {@code -} between them. */
    static Set<Octets> base64(String list) {
        Set<Octets> digests = new LinkedHashSet<>();
        for (String word : list.split("-")) {
            if (word.length() == SHA256_BASE64) {
                try {
                    digests.add(Octets.wrap(Base64.getDecoder().decode(word)));
                } catch (IllegalArgumentException malformed) {
                    continue;
                }
            }
        }
        return digests;
    }

    /** Beginnings of fingerprints, of whole bytes, in capitals; a last odd digit does not count. */
    static List<String> prefixes(String list) {
        List<String> prefixes = new ArrayList<>();
        for (String word : list.split("\\+")) {
            if (word.matches("[0-9A-Fa-f]{2,40}")) {
                prefixes.add(word.substring(0, word.length() / 2 * 2).toUpperCase(Locale.ROOT));
            }
        }
        return prefixes;
    }

    /** The bytes of {@code hex}, or null when it is none. */
    static Octets digest(String hex) {
        try {
            return hex.isEmpty() ? null : Octets.ofHex(hex);
        } catch (ValueFault malformed) {
            return null;
        }
    }
}
