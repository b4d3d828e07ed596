package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Encodings;
import org.tropea.netdoc.value.Octets;

/**
 * C tor's file {@code approved-routers}: a line for each relay, {@code !reject}, {@code !invalid}, {@code !badexit},
 * {@code !middleonly}, {@code !stripguard}, {@code !striphsdir} or {@code !stripv2dir} and its identity, RSA in
 * hexadecimal or Ed25519 in base64. A nickname in place of the first word says nothing. Immutable.
 */
final class ApprovedRouters {
    static final String FILE = "approved-routers";

    /** No relay is named. */
    static final ApprovedRouters NONE = new ApprovedRouters(Map.of(), List.of());

    private static final int RSA_HEX = 40;
    private static final int ED25519_BASE64 = 43;

    private final Map<Octets, Set<Standing.Mark>> marks;
    private final List<String> wrong;

    private ApprovedRouters(Map<Octets, Set<Standing.Mark>> marks, List<String> wrong) {
        this.marks = marks;
        this.wrong = wrong;
    }

    /** Reads the file's text; lines that name nobody are left out and told by {@link #wrong}. */
    static ApprovedRouters parse(String text) {
        Map<Octets, Set<Standing.Mark>> marks = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                String[] words = content.split("\\s+", 2);
                Octets identity = words.length < 2 ? null : identity(words[1].replace(" ", ""));
                if (identity == null) {
                    wrong.add("line " + number + ": \"" + content
                            + "\" names no identity, accepted are 40 hexadecimal digits or 43 of base64");
                } else {
                    marks.computeIfAbsent(identity, one -> EnumSet.noneOf(Standing.Mark.class))
                            .addAll(mark(words[0]));
                }
            }
        }
        return new ApprovedRouters(marks, wrong);
    }

    private static Set<Standing.Mark> mark(String word) {
        for (Standing.Mark mark : Standing.Mark.values()) {
            if (word.toUpperCase(Locale.ROOT).equals("!" + mark.name())) {
                return Set.of(mark);
            }
        }
        return Set.of();
    }

    private static Octets identity(String text) {
        try {
            if (text.length() == RSA_HEX) {
                return sized(Encodings.fromHex(text, "fingerprint"), Digests.SHA1_LEN);
            }
            return text.length() == ED25519_BASE64
                    ? sized(Encodings.fromBase64(text, "Ed25519 identity"), Digests.SHA256_LEN)
                    : null;
        } catch (CryptoFault malformed) {
            return null;
        }
    }

    private static Octets sized(byte[] bytes, int size) {
        return bytes.length == size ? Octets.wrap(bytes) : null;
    }

    /** The lines that name nobody, and why. */
    List<String> wrong() {
        return wrong;
    }

    /** What is said of the relay with these identities. */
    Set<Standing.Mark> of(Octets rsa, Octets ed25519) {
        Set<Standing.Mark> all = EnumSet.noneOf(Standing.Mark.class);
        all.addAll(marks.getOrDefault(rsa, Set.of()));
        all.addAll(marks.getOrDefault(ed25519, Set.of()));
        return all;
    }
}
