package org.tropea.conn.httptunnel;

import java.util.ArrayList;
import java.util.List;

/**
 * The request line and the headers of an HTTP request.
 *
 * @param method as written
 * @param target what stands behind it
 * @param headers the lines behind the first, as written
 */
record RequestHead(String method, String target, List<String> headers) {
    /** Reads a head without its blank line; null when it is none. */
    static RequestHead parse(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r?\n")));
        String[] words = lines.remove(0).split(" +");
        boolean valid = words.length == 3 && !words[0].isEmpty() && words[2].matches("HTTP/1\\.\\d");
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
