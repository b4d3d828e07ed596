package org.tropea.authority.pinning;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Encodings;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * The pairs of RSA and Ed25519 identities that relays have come with, so that neither is ever used with another
 * (AuthDirPinKeys). Kept as C tor's {@code key-pinning-journal}: a line of two base64 words for each, lines that begin
 * with {@code @} or {@code #} mean nothing. Belongs to one thread; writing lines to disk is the caller's.
 */
public final class KeyPins {
    private static final int RSA_CHARS = 27;
    private static final int ED25519_CHARS = 43;

    /** What a pair is to those that we know. */
    public enum Verdict {
        /** Known as it is. */
        FOUND,
        /** Neither was known. */
        NEW,
        /** One of them is known with another. */
        MISMATCH
    }

    private final Map<Octets, Octets> byRsa = new HashMap<>();
    private final Map<Octets, Octets> byEd25519 = new HashMap<>();
    private final Consumer<String> journal;

    /** No pairs yet; each line for the journal, with its line feed, goes to {@code journal}. */
    public KeyPins(Consumer<String> journal) {
        this.journal = journal;
    }

    /** Takes the pairs of a journal's text; a later line replaces earlier ones. Returns how many lines were no pairs. */
    public int load(String text) {
        int bad = 0;
        for (String line : text.split("\n")) {
            String words = line.strip();
            if (!words.isEmpty() && words.charAt(0) != '@' && words.charAt(0) != '#') {
                bad += loadLine(words) ? 0 : 1;
            }
        }
        return bad;
    }

    private boolean loadLine(String line) {
        if (line.length() != RSA_CHARS + 1 + ED25519_CHARS || line.charAt(RSA_CHARS) != ' ') {
            return false;
        }
        try {
            byte[] rsa = Encodings.fromBase64(line.substring(0, RSA_CHARS), "RSA identity");
            byte[] ed25519 = Encodings.fromBase64(line.substring(RSA_CHARS + 1), "Ed25519 identity");
            if (rsa.length != Digests.SHA1_LEN || ed25519.length != Digests.SHA256_LEN) {
                return false;
            }
            pin(Octets.wrap(rsa), Octets.wrap(ed25519));
            return true;
        } catch (CryptoFault notBase64) {
            return false;
        }
    }

    /** The line with which a process that begins to write says so. */
    public static String openingLine(long now) {
        return "\n@opened-at " + Times.text(now) + "\n";
    }

    /** What this pair is, without changing anything. */
    public Verdict check(Octets rsa, Octets ed25519) {
        if (ed25519.equals(byRsa.get(rsa))) {
            return Verdict.FOUND;
        }
        return byRsa.containsKey(rsa) || byEd25519.containsKey(ed25519) ? Verdict.MISMATCH : Verdict.NEW;
    }

    /** What this pair is; a new one is pinned and written to the journal. */
    public Verdict checkAndPin(Octets rsa, Octets ed25519) {
        Verdict verdict = check(rsa, ed25519);
        if (verdict == Verdict.NEW) {
            pin(rsa, ed25519);
            journal.accept(rsa.base64() + " " + ed25519.base64() + "\n");
        }
        return verdict;
    }

    /** This pair takes the place of others that either was in, on the journal too (AuthDirPinKeys 0). */
    public void replace(Octets rsa, Octets ed25519) {
        pin(rsa, ed25519);
        journal.accept(rsa.base64() + " " + ed25519.base64() + "\n");
    }

    private void pin(Octets rsa, Octets ed25519) {
        byEd25519.remove(byRsa.put(rsa, ed25519));
        Octets before = byEd25519.put(ed25519, rsa);
        if (before != null && !before.equals(rsa)) {
            byRsa.remove(before);
        }
    }

    /** How many pairs are pinned. */
    public int size() {
        return byRsa.size();
    }
}
