package org.tropea.itests.ctor;

import java.util.List;

/**
 * One reply of a control port (control-spec 2.3): its status code and the text of each line without code; a data block
 * ({@code 250+key=}) is appended to its line after a newline.
 */
public record ControlReply(int status, List<String> lines) {

    /** Whether the command was done (status 250 or 251). */
    public boolean ok() {
        return status / 100 == 2;
    }

    /** Text of the first line. */
    public String first() {
        return lines.get(0);
    }

    /** The value of {@code key} in a GETINFO or GETCONF reply, or null. */
    public String value(String key) {
        String start = key + "=";
        for (String line : lines) {
            if (line.startsWith(start)) {
                return line.substring(start.length()).strip();
            }
        }
        return null;
    }
}
