package org.tropea.crypto;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.util.encoders.Base32;
import org.bouncycastle.util.encoders.DecoderException;

/** The text forms of byte strings in Tor's documents. Stateless, any thread. */
public final class Encodings {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private Encodings() {}

    /** Upper-case hexadecimal, no separators. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Bytes of hexadecimal in either case; {@code what} names the text in the fault. */
    public static byte[] fromHex(String text, String what) throws CryptoFault {
        try {
            return HEX.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new CryptoFault(what + " is not hexadecimal: " + text, e);
        }
    }

    /** Base64 without padding or line breaks. */
    public static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** Bytes of base64 with or without padding; white space is not accepted. */
    public static byte[] fromBase64(String text, String what) throws CryptoFault {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new CryptoFault(what + " is not base64: " + e.getMessage(), e);
        }
    }

    /** Lower-case RFC 4648 base32 without padding. */
    public static String base32(byte[] bytes) {
        String padded = Base32.toBase32String(bytes);
        int end = padded.indexOf('=');
        return (end < 0 ? padded : padded.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Bytes of base32 in either case without padding. */
    public static byte[] fromBase32(String text, String what) throws CryptoFault {
        String padded = text.toUpperCase(Locale.ROOT) + "=".repeat((8 - text.length() % 8) % 8);
        try {
            return Base32.decode(padded);
        } catch (DecoderException e) {
            throw new CryptoFault(what + " is not base32: " + text, e);
        }
    }
}
