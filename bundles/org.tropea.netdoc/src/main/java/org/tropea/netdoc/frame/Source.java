package org.tropea.netdoc.frame;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of one document, or of a part of it, with the name and the line numbers that refusals need. Its characters
 * are checked: UTF-8 throughout, no control characters but tab and line feed, the last line ended (dir-spec 1.2).
 * Immutable, any thread.
 */
public final class Source {
    private final String document;
    private final String text;
    private final int firstLine;

    private Source(String document, String text, int firstLine) {
        this.document = document;
        this.text = text;
        this.firstLine = firstLine;
    }

    /** The document that arrived as {@code bytes}, refused when longer than {@code limit} bytes or not UTF-8. */
    public static Source of(String document, byte[] bytes, int limit) throws DocumentFault {
        if (bytes.length > limit) {
            throw tooLong(document, bytes.length, limit);
        }
        return of(document, decoded(document, bytes), limit);
    }

    /** As {@link #of(String, byte[], int)} for text, whose length in characters is limited. */
    public static Source of(String document, String text, int limit) throws DocumentFault {
        if (text.length() > limit) {
            throw tooLong(document, text.length(), limit);
        }
        Source source = new Source(document, text, 1);
        source.checkCharacters();
        return source;
    }

    private static DocumentFault tooLong(String document, int length, int limit) {
        return new DocumentFault(document, 0, "has " + length + " bytes, accepted are " + limit);
    }

    private static String decoded(String document, byte[] bytes) throws DocumentFault {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new DocumentFault(document, 1 + lineFeeds(bytes, in.position()), "is not UTF-8");
        }
        return out.flip().toString();
    }

    private static int lineFeeds(byte[] bytes, int to) {
        int count = 0;
        for (int i = 0; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    private void checkCharacters() throws DocumentFault {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c == 0x7F) {
                throw new DocumentFault(document, lineOf(i), "has the control character " + (int) c);
            }
        }
        if (text.isEmpty()) {
            throw new DocumentFault(document, 0, "is empty");
        }
        if (text.charAt(text.length() - 1) != '\n') {
            throw new DocumentFault(document, lineOf(text.length()), "the last line has no end");
        }
    }

    /** What is being read, for example {@code "consensus"}. */
    public String document() {
        return document;
    }

    /** The characters. */
    public String text() {
        return text;
    }

    /** The number of the first line, counted from 1 in the whole document. */
    public int firstLine() {
        return firstLine;
    }

    /** The line of the character at {@code offset}. Counts from the start: for refusals only. */
    public int lineOf(int offset) {
        int line = firstLine;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }

    /** The part from one offset to another, which keeps its place in the whole; {@code line} is its first line. */
    public Source part(String document, int from, int to, int line) {
        return new Source(document, text.substring(from, to), line);
    }

    /** A refusal of the line with this number. */
    public DocumentFault fault(int line, String reason) {
        return new DocumentFault(document, line, reason);
    }
}
