package org.tropea.conn.dir;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.flow.fault.PeerFault;

/**
 * The request line and the headers of an HTTP request, as far as they matter here.
 *
 * @param method the method as written
 * @param path the path, without a host before it, with {@code /tor/} at its beginning, without {@code .z} at its end
 * @param length the Content-Length in bytes, or -1 when there is none
 * @param modifiedSince If-Modified-Since in seconds since 1970; 0 when there is none or a malformed one
 * @param accepted the encodings that the client takes
 * @param http all of it
 */
record RequestHead(String method, String path, int length, long modifiedSince, Set<Encoding> accepted, HttpHead http) {
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z]+)[ \\t]+(?:https?://[^/\\s]*)?([^\\s\\p{Cntrl}]+)[ \\t]+HTTP/1\\.\\d{1,3}");
    private static final String DEFLATED = ".z";

    static RequestHead of(HttpHead head) throws PeerFault {
        Matcher line = LINE.matcher(head.first());
        if (!line.matches()) {
            throw new PeerFault("a request line that is not METHOD PATH HTTP/1.x");
        }
        String path = line.group(2);
        boolean deflated = path.length() > DEFLATED.length() && path.endsWith(DEFLATED);
        Set<Encoding> accepted = Encoding.accepted(head.header("accept-encoding"));
        if (deflated) {
            path = path.substring(0, path.length() - DEFLATED.length());
            accepted.add(Encoding.DEFLATE);
        }
        return new RequestHead(
                line.group(1),
                below(path),
                head.contentLength(),
                seconds(head.header("if-modified-since")),
                accepted,
                head);
    }

    private static String below(String path) {
        if (path.startsWith("/tor/")) {
            return path;
        }
        return path.startsWith("/") ? "/tor" + path : "/tor/" + path;
    }

    /** A malformed If-Modified-Since counts as none (RFC 1945, 10.9). */
    private static long seconds(String date) {
        try {
            return date.isEmpty()
                    ? 0
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond();
        } catch (DateTimeException malformed) {
            return 0;
        }
    }
}
