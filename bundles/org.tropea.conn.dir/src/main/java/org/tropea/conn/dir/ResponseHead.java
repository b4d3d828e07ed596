package org.tropea.conn.dir;

import java.util.Locale;
import org.tropea.flow.fault.PeerFault;

/**
 * The status line and the headers of an HTTP answer, as far as they matter here.
 *
 * @param status the status, 100 to 599
 * @param reason the words behind it
 * @param length the Content-Length in bytes, or -1 when the end of the stream ends the body
 */
record ResponseHead(int status, String reason, int length) {
    static ResponseHead parse(String text) throws PeerFault {
        String[] lines = text.split("\r\n", -1);
        String[] words = lines[0].split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
            throw new PeerFault("a directory answer that does not start with HTTP/1.x and a status");
        }
        int length = -1;
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = contentLength(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return new ResponseHead(Integer.parseInt(words[1]), words.length > 2 ? words[2] : "", length);
    }

    private static int contentLength(String text) throws PeerFault {
        if (!text.matches("\\d{1,9}")) {
            throw new PeerFault("a directory answer whose Content-Length is not a number");
        }
        return Integer.parseInt(text);
    }
}
