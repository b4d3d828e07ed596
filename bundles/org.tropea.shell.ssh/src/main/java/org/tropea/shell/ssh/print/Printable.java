package org.tropea.shell.ssh.print;

/** What others have named, made harmless for a terminal and a log: no control characters, so no escape sequences. */
public final class Printable {
    private static final int BRIEF = 256;

    private Printable() {}

    /** The same text with '?' for each control character. */
    public static String of(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '?');
            }
        }
        return clean == null ? text : clean.toString();
    }

    /** The same for a log that others fill: only the beginning of a long text, and how long it was. */
    public static String brief(String text) {
        return text.length() <= BRIEF
                ? of(text)
                : of(text.substring(0, BRIEF)) + "... (" + text.length() + " characters)";
    }

    private static boolean isControl(char c) {
        boolean bidirectional = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return Character.isISOControl(c) || bidirectional || c == '\u2028' || c == '\u2029';
    }
}
