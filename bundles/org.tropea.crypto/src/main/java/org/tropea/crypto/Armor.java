package org.tropea.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * PEM-like blocks as Tor's documents and key files use them: a BEGIN line, base64 in lines of 64 columns, an END line,
 * each ended by one line feed (dir-spec 1.2). Stateless, any thread.
 */
public final class Armor {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Armor() {}

    /** The block for {@code body} under {@code label}, for example {@code "ED25519 CERT"}. */
    public static String encode(String label, byte[] body) {
        String text = LINES.encodeToString(body);
        return begin(label) + "\n" + text + (text.isEmpty() ? "" : "\n") + end(label) + "\n";
    }

    /** The bytes in the one block that {@code text} consists of; line ends and space around it are ignored. */
    public static byte[] decode(String label, String text) throws CryptoFault {
        String block = text.strip();
        if (!block.startsWith(begin(label)) || !block.endsWith(end(label))) {
            throw new CryptoFault("expected one block from \"" + begin(label) + "\" to \"" + end(label) + "\"");
        }
        int from = begin(label).length();
        int to = block.length() - end(label).length();
        if (to < from) {
            throw new CryptoFault("the " + label + " block has no body");
        }
        return Encodings.fromBase64(block.substring(from, to).replaceAll("[\r\n\t ]", ""), "the " + label + " block");
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
