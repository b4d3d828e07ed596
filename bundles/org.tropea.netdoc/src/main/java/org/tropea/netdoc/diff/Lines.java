package org.tropea.netdoc.diff;

import java.util.Arrays;

/** A text as lines, by number, counted from 0. Immutable. */
final class Lines {
    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        int[] found = new int[64];
        int count = 0;
        for (int at = 0; at < text.length(); at = next(text, at)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = at;
        }
        this.starts = Arrays.copyOf(found, count + 1);
        this.starts[count] = text.length();
    }

    private static int next(String text, int at) {
        int eol = text.indexOf('\n', at);
        return eol < 0 ? text.length() : eol + 1;
    }

    int count() {
        return starts.length - 1;
    }

    /** The line with its line feed. */
    String line(int index) {
        return range(index, index + 1);
    }

    /** The lines from one number to another, that one excluded, with their line feeds. */
    String range(int from, int to) {
        return text.substring(starts[from], starts[to]);
    }

    boolean startsWith(int index, String prefix) {
        return text.startsWith(prefix, starts[index]);
    }

    boolean sameAs(int index, Lines other, int otherIndex) {
        int length = starts[index + 1] - starts[index];
        return length == other.starts[otherIndex + 1] - other.starts[otherIndex]
                && text.regionMatches(starts[index], other.text, other.starts[otherIndex], length);
    }

    /** The first line that begins so, or the number of lines. */
    int find(String prefix) {
        int index = 0;
        while (index < count() && !startsWith(index, prefix)) {
            index++;
        }
        return index;
    }

    @Override
    public String toString() {
        return text;
    }
}
