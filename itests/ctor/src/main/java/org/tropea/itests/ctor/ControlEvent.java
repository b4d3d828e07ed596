package org.tropea.itests.ctor;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One asynchronous event (control-spec 4.1): the type, e.g. {@code CIRC}, then the words after it. Words of the form
 * {@code KEY=value} are also found by {@link #get}.
 */
public record ControlEvent(String type, List<String> words) {

    private static final Pattern WORD = Pattern.compile("[^\\s=]+=\"(?:[^\"\\\\]|\\\\.)*\"|\\S+");

    static ControlEvent parse(String text) {
        List<String> all = WORD.matcher(text).results().map(r -> r.group()).toList();
        return new ControlEvent(all.get(0), all.subList(1, all.size()));
    }

    /** Word {@code index} after the type: 0 is the circuit or stream id, 1 its status. */
    public String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** The value of {@code KEY=value}, unquoted, or an empty text. */
    public String get(String key) {
        String start = key + "=";
        for (String word : words) {
            if (word.startsWith(start)) {
                return unquote(word.substring(start.length()));
            }
        }
        return "";
    }

    private static String unquote(String text) {
        if (text.length() < 2 || !text.startsWith("\"")) {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** REASON and REMOTE_REASON as one text, e.g. {@code "DESTROYED/TORPROTOCOL"}; empty when there is none. */
    public String reason() {
        String remote = get("REMOTE_REASON");
        return get("REASON") + (remote.isEmpty() ? "" : "/" + remote);
    }
}
