package org.tropea.conn.httptunnel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The request line and the headers of an HTTP request.
 *
 * @param method as written
 * @param target what stands behind it
 * @param headers the lines behind the first, as written
 */
record RequestHead(String method, String target, List<String> headers) {
    /** What no line has but between its words: RFC 9110 5.5 has such heads refused. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    /** Reads a head without its blank line; null when it is none. */
    static RequestHead parse(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
        boolean clean = lines.stream().noneMatch(line -> CONTROL.matcher(line).find());
        String[] words = lines.remove(0).split(" +");
        boolean valid = clean && words.length == 3 && !words[0].isEmpty() && words[2].matches("HTTP/1\\.\\d");
        return valid ? new RequestHead(words[0], words[1], List.copyOf(lines)) : null;
    }

    /** The first header of that name, without the spaces around it; null when there is none. */
    String header(String name) {
        for (String line : headers) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
