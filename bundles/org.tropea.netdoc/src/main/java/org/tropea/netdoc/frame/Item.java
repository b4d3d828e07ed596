package org.tropea.netdoc.frame;

import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;
import org.tropea.netdoc.value.ValueFault;
import org.tropea.netdoc.value.ValueParser;

/**
 * One item of a document: a keyword, the rest of its line, and perhaps an object (dir-spec 1.2). What it reads from its
 * arguments is checked, and a refusal names its line. Belongs to the thread that parses.
 */
public final class Item {
    private final Source source;
    private final String keyword;
    private final String rest;
    private final int line;
    private final int start;
    private final PemObject object;
    private final int end;
    private List<String> arguments;

    Item(Source source, String keyword, String rest, int line, int start, PemObject object, int end) {
        this.source = source;
        this.keyword = keyword;
        this.rest = rest;
        this.line = line;
        this.start = start;
        this.object = object;
        this.end = end;
    }

    /** The keyword, with {@code @} in front when this is an annotation. */
    public String keyword() {
        return keyword;
    }

    /** All of the line after the keyword and the white space that follows it. */
    public String rest() {
        return rest;
    }

    /** The line of the keyword, counted from 1. */
    public int line() {
        return line;
    }

    /** Where the keyword begins in the source's text. */
    public int start() {
        return start;
    }

    /** Where the item ends in the source's text: after its object, or after its line. */
    public int end() {
        return end;
    }

    /** A refusal because of this item. */
    public DocumentFault fault(String reason) {
        return source.fault(line, keyword + " " + reason);
    }

    /** As {@link #fault(String)}, with what was said below. */
    public DocumentFault fault(CryptoFault cause) {
        return new DocumentFault(source.document(), line, keyword + ": " + cause.getMessage(), cause);
    }

    /** The arguments, separated by spaces or tabs; not to be changed. */
    public List<String> arguments() {
        if (arguments == null) {
            arguments = split(rest);
        }
        return arguments;
    }

    private static List<String> split(String rest) {
        List<String> words = new ArrayList<>(8);
        int at = 0;
        while (at < rest.length()) {
            int from = at;
            while (at < rest.length() && rest.charAt(at) != ' ' && rest.charAt(at) != '\t') {
                at++;
            }
            if (at > from) {
                words.add(rest.substring(from, at));
            }
            at++;
        }
        return words;
    }

    /** The argument at {@code index}, counted from 0. */
    public String argument(int index) throws DocumentFault {
        if (index >= arguments().size()) {
            throw fault("has " + arguments().size() + " arguments, needs " + (index + 1));
        }
        return arguments().get(index);
    }

    /** A decimal argument between {@code min} and {@code max}. */
    public long number(int index, long min, long max) throws DocumentFault {
        return number(argument(index), min, max);
    }

    /** A decimal {@code text} of this item between {@code min} and {@code max}: digits, with a minus sign if need be. */
    public long number(String text, long min, long max) throws DocumentFault {
        long value = Numbers.parse(text, min, max);
        if (value == Numbers.NONE) {
            throw fault("has \"" + brief(text) + "\", accepted are numbers from " + min + " to " + max);
        }
        return value;
    }

    /** A port argument, 0 to 65535. */
    public int port(int index) throws DocumentFault {
        return (int) number(index, 0, 0xFFFF);
    }

    /** A hexadecimal argument of exactly {@code length} bytes. */
    public Octets hex(int index, int length) throws DocumentFault {
        String text = argument(index);
        try {
            byte[] bytes = Encodings.fromHex(text, "digest");
            if (bytes.length == length) {
                return Octets.wrap(bytes);
            }
        } catch (CryptoFault notHex) {
            // answered below
        }
        throw fault("has \"" + brief(text) + "\", accepted are " + 2 * length + " hexadecimal digits");
    }

    /** A base64 argument of exactly {@code length} bytes, padded or not. */
    public Octets base64(int index, int length) throws DocumentFault {
        return base64(argument(index), length);
    }

    /** As {@link #base64(int, int)} for a {@code text} of this item. */
    public Octets base64(String text, int length) throws DocumentFault {
        byte[] bytes = PemObject.base64(text);
        if (bytes == null || bytes.length != length) {
            throw fault("has \"" + brief(text) + "\", accepted is base64 of " + length + " bytes");
        }
        return Octets.wrap(bytes);
    }

    /** The date in the argument at {@code index} and the time in the next, in seconds since 1970. */
    public long time(int index) throws DocumentFault {
        String text = argument(index) + " " + argument(index + 1);
        long seconds = Times.parse(text);
        if (seconds < 0) {
            throw fault("has \"" + brief(text) + "\", accepted is YYYY-MM-DD HH:MM:SS");
        }
        return seconds;
    }

    /** Refuses this item when it has more than {@code most} arguments. */
    public void atMost(int most) throws DocumentFault {
        if (arguments().size() > most) {
            throw fault("has " + arguments().size() + " arguments, accepted are " + most);
        }
    }

    /** What {@code parser} makes of a {@code text} of this item, refused when it finds a fault. */
    public <T> T value(String text, ValueParser<T> parser) throws DocumentFault {
        try {
            return parser.parse(text);
        } catch (ValueFault e) {
            throw new DocumentFault(source.document(), line, keyword + ": " + e.getMessage(), e);
        }
    }

    /** The object, or null. */
    public PemObject object() {
        return object;
    }

    /** The bytes of the object, which must have this label. */
    public byte[] object(String label) throws DocumentFault {
        if (object == null || !object.label().equals(label)) {
            throw fault("needs an object of type \"" + label + "\"");
        }
        return object.bytes();
    }

    /** The RSA public key that is this item's object, of {@code min} to {@code max} bits. */
    public RsaPublicKey rsaKey(int min, int max) throws DocumentFault {
        try {
            RsaPublicKey key = RsaPublicKey.fromDer(object(RsaPublicKey.LABEL));
            if (key.bits() < min || key.bits() > max) {
                throw fault("has a key of " + key.bits() + " bits, accepted are " + min + " to " + max);
            }
            return key;
        } catch (CryptoFault e) {
            throw fault(e);
        }
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    @Override
    public String toString() {
        return source.document() + " line " + line + ": " + keyword + " " + rest;
    }
}
