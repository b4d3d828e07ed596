package org.tropea.shell.ssh.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words, all of them literal. There is nothing to evaluate here and nothing that Gogo would evaluate
 * in the same line: outside quotes only characters without a meaning to any shell are accepted, inside double quotes no
 * {@code $}, backquote or backslash. A line accepted here therefore does the same when Gogo runs it.
 */
public final class Line {
    private static final String PLAIN = "._:-/@,+=%";
    private static final String EXPANDED_IN_QUOTES = "$`\\";
    /** Longer than any sensible line. */
    private static final int LONGEST = 4096;

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Line(String text) {
        this.text = text;
    }

    /** The words of a line, empty when it is blank. Throws {@link ShellFault} naming the character that is not accepted. */
    public static List<String> words(String text) {
        if (text.length() > LONGEST) {
            throw ShellFault.refused("the line has " + text.length() + " characters, " + LONGEST + " are accepted");
        }
        return new Line(text).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else {
                words.add(word());
            }
        }
        return List.copyOf(words);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && !isBlank(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                quoted(c, word);
            } else if (isPlain(c)) {
                word.append(c);
                at++;
            } else {
                throw notAccepted(c);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) || quote == '"' && EXPANDED_IN_QUOTES.indexOf(c) >= 0) {
                throw notAccepted(c);
            }
            word.append(c);
            at++;
        }
        if (at == text.length()) {
            throw ShellFault.refused("the quote at column " + (start + 1) + " is never closed");
        }
        at++;
    }

    private ShellFault notAccepted(char c) {
        String shown = Character.isISOControl(c) ? String.format("control character 0x%02x", (int) c) : "'" + c + "'";
        return ShellFault.refused(shown + " at column " + (at + 1)
                + "; accepted is one reading command with literal arguments, no pipes, variables or scripts");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isPlain(char c) {
        return c < 128 && Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }
}
