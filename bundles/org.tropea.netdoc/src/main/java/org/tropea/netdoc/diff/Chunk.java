package org.tropea.netdoc.diff;

import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Encodings;
import org.tropea.netdoc.value.Octets;

/**
 * Lines of a consensus that belong together: what stands before the entries, an entry, or the footer. In the document's
 * order they compare as the entries' identities do.
 *
 * @param place 0 before the entries, 1 for an entry, 2 after them
 * @param identity of an entry, else empty
 * @param from first line
 * @param to after the last line
 */
record Chunk(int place, Octets identity, int from, int to) implements Comparable<Chunk> {
    private static final Octets NONE = Octets.of(new byte[0]);

    /** The chunks of the lines before {@code end}. */
    static List<Chunk> of(Lines lines, int end) {
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= end; i++) {
            if (i == end || begins(lines, i)) {
                chunks.add(chunk(lines, start, i));
                start = i;
            }
        }
        return chunks;
    }

    private static boolean begins(Lines lines, int index) {
        return lines.startsWith(index, "r ") || lines.startsWith(index, "directory-footer");
    }

    private static Chunk chunk(Lines lines, int from, int to) {
        if (lines.startsWith(from, "r ")) {
            return new Chunk(1, identity(lines.line(from)), from, to);
        }
        return new Chunk(from == 0 ? 0 : 2, NONE, from, to);
    }

    /** Of a line that cannot be read, none: that only makes the diff longer. */
    private static Octets identity(String line) {
        String[] words = line.split(" ", 4);
        try {
            return words.length < 4 ? NONE : Octets.wrap(Encodings.fromBase64(words[2], "identity"));
        } catch (CryptoFault malformed) {
            return NONE;
        }
    }

    @Override
    public int compareTo(Chunk other) {
        return place != other.place ? Integer.compare(place, other.place) : identity.compareTo(other.identity);
    }
}
