package org.tropea.conn.dir;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.PeerFault;

/**
 * The first line and the headers of an HTTP message (dir-spec 6). Immutable.
 *
 * @param first the first line
 * @param headers the headers by name in lower case; of several with one name the first
 */
record HttpHead(String first, Map<String, String> headers) {
    /** The most bytes that a head may have. */
    static final int MAX = 32 * 1024;

    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    /** Takes a head out of {@code inbuf}; null when it is not whole yet, a fault when it is too long or malformed. */
    static HttpHead take(Buffer inbuf) throws PeerFault {
        int end = inbuf.find(BLANK_LINE, 0);
        if (end < 0 || end > MAX) {
            if (inbuf.length() > MAX) {
                throw new PeerFault("an HTTP header above " + MAX + " bytes");
            }
            return null;
        }
        byte[] text = new byte[end + BLANK_LINE.length];
        inbuf.read(text, 0, text.length);
        return parse(new String(text, 0, end, StandardCharsets.ISO_8859_1));
    }

    private static HttpHead parse(String text) throws PeerFault {
        String[] lines = text.split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || !lines[i].chars().allMatch(c -> c >= ' ' || c == '\t')) {
                throw new PeerFault("an HTTP header line that is not NAME: VALUE");
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            String before = headers.putIfAbsent(name, value);
            if (name.equals("content-length") && before != null && !before.equals(value)) {
                throw new PeerFault("two different Content-Lengths");
            }
        }
        return new HttpHead(lines[0], headers);
    }

    /** The header of that name, in lower case; empty when there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Content-Length in bytes; -1 when there is none. */
    int contentLength() throws PeerFault {
        String text = headers.get("content-length");
        if (text == null) {
            return -1;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new PeerFault("a Content-Length that is not a number of at most nine digits");
        }
        return Integer.parseInt(text);
    }
}
