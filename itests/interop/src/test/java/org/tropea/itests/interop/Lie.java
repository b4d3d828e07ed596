package org.tropea.itests.interop;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a lying directory mirror says instead of a document, and what has to stand in the log of who does not believe it. */
enum Lie {
    TRUNCATED(
            of -> Arrays.copyOf(of, of.length / 2),
            "Refusing the microdesc consensus from %s: consensus, line \\d+: .*"),
    DOUBLED(
            of -> twice(of),
            "Refusing the microdesc consensus from %s: consensus, line \\d+: directory-footer comes again.*"),
    OVERSIZED(of -> new byte[(32 << 20) + 1], "%s has no microdesc consensus for us: .*"),
    WRONGLY_SIGNED(
            of -> changed(of, "Wbd=\\d+", "Wbd=17"),
            "Refusing the microdesc consensus from %s: it is signed well by 0 of our 2 authorities.* wrongly"),
    EXPIRED(of -> onceGood(), "Refusing the microdesc consensus from %s: it is expired: it was valid until 20.*"),
    FROM_THE_FUTURE(
            of -> ofTheNextYear(of),
            "Refusing the microdesc consensus from %s: it is from the future: it is valid after 20.*"),
    DIFFERENCE_FROM_ANOTHER(
            of -> text("network-status-diff-version 1\nhash " + "A".repeat(64) + " " + "B".repeat(64) + "\n1d\n"),
            "Refusing the microdesc consensus from %s: consensus diff, line 2: is a diff from the consensus A{64},.*"),
    OF_THE_OTHER_FLAVOR(
            of -> changed(of, "^network-status-version 3 microdesc", "network-status-version 3 ns"),
            "Refusing the microdesc consensus from %s: .*"),
    NO_DOCUMENT(
            of -> text("<html>Welcome</html>\n"),
            "Refusing the microdesc consensus from %s: consensus, line 1: does not begin with a keyword.*"),

    /** A consensus whose certificates nobody can have: it can only wait, and the honest ones have to get past it. */
    OF_NOBODYS_KEYS(
            of -> changed(of, "(?m)^(directory-signature .*) [0-9A-F]{40}$", "$1 " + "7".repeat(40)),
            "%s sent no new certificates: .*"),
    CERTIFICATE_CHANGED(
            "/tor/keys/",
            of -> changed(of, "dir-key-published \\d+", "dir-key-published 1999"),
            "Refusing .*certificate.* from %s: .*"),
    WRONG_DIGESTS(
            "/tor/micro/d/",
            of -> changed(of, "(?m)^id ed25519 ....", "id ed25519 LIES"),
            "Refusing microdescriptors from %s that have none of the digests asked for"),
    NO_MICRODESCRIPTORS("/tor/micro/d/", of -> text("nothing\n"), "Refusing .*microdescriptors from %s: .*");

    static final String MICRODESC = "/tor/status-vote/current/consensus-microdesc";
    /** A consensus that was good once. */
    static volatile byte[] old = {};

    private final String path;
    private final UnaryOperator<byte[]> change;
    private final String reason;

    Lie(UnaryOperator<byte[]> change, String reason) {
        this("/tor/status-vote/current/consensus-microdesc", change, reason);
    }

    Lie(String path, UnaryOperator<byte[]> change, String reason) {
        this.path = path;
        this.change = change;
        this.reason = reason;
    }

    /** Whether it is told about what is here. */
    boolean isAbout(String asked) {
        return asked.startsWith(path);
    }

    /** What is told in the place of {@code truth}. */
    byte[] told(byte[] truth) {
        return change.apply(truth);
    }

    /** A regular expression for the reason that the log gives, when {@code mirror} has told it. */
    String reason(String mirror) {
        return reason.formatted(mirror);
    }

    /** It as a nickname, which has 19 letters at most; four are left for others. */
    String word() {
        String word = name().toLowerCase(Locale.ROOT).replace("_", "");
        return word.substring(0, Math.min(word.length(), 15));
    }

    private static byte[] onceGood() {
        return old;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] twice(byte[] document) {
        byte[] twice = Arrays.copyOf(document, 2 * document.length);
        System.arraycopy(document, 0, twice, document.length, document.length);
        return twice;
    }

    private static byte[] changed(byte[] document, String word, String by) {
        String text = new String(document, StandardCharsets.UTF_8);
        String lie = text.replaceAll(word, by);
        if (lie.equals(text)) {
            throw new IllegalStateException("there is no " + word + " in: " + text);
        }
        return text(lie);
    }

    private static byte[] ofTheNextYear(byte[] consensus) {
        int year = LocalDateTime.now(ZoneOffset.UTC).getYear();
        return changed(consensus, "(?m)^(valid-after|fresh-until|valid-until) " + year, "$1 " + (year + 1));
    }
}
