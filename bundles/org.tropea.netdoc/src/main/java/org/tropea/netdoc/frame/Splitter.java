package org.tropea.netdoc.frame;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file or download of many documents apart where a line with the first keyword of a document stands, or an
 * annotation before it, so that a bad document costs only itself. Immutable, any thread.
 */
public final class Splitter {
    private final String document;
    private final String first;

    /** Documents called {@code document}, which begin with the keyword {@code first}. */
    public Splitter(String document, String first) {
        this.document = document;
        this.first = first;
    }

    /** Reads each document; those that are refused are named, the others are there. */
    public <T> Parsed<T> parseAll(Source source, DocumentParser<T> parser) {
        List<T> documents = new ArrayList<>();
        List<DocumentFault> refused = new ArrayList<>();
        for (Source part : split(source)) {
            try {
                documents.add(parser.parse(part));
            } catch (DocumentFault e) {
                refused.add(e);
            }
        }
        return new Parsed<>(documents, refused);
    }

    /** The documents' texts, each with its line numbers in the whole; empty lines before the first belong to none. */
    public List<Source> split(Source source) {
        String text = source.text();
        List<Source> parts = new ArrayList<>();
        int start = -1;
        int startLine = 0;
        boolean inBody = false; // of the current document, past its annotations
        int line = source.firstLine();
        for (int at = 0; at < text.length(); at = text.indexOf('\n', at) + 1, line++) {
            boolean annotation = text.charAt(at) == '@';
            if (start < 0 ? text.charAt(at) != '\n' : inBody && (annotation || begins(text, at))) {
                cut(parts, source, start, at, startLine);
                start = at;
                startLine = line;
                inBody = false;
            }
            inBody |= start >= 0 && !annotation;
        }
        cut(parts, source, start, text.length(), startLine);
        return parts;
    }

    private void cut(List<Source> parts, Source source, int from, int to, int line) {
        if (from >= 0) {
            parts.add(source.part(document, from, to, line));
        }
    }

    private boolean begins(String text, int at) {
        if (!text.startsWith(first, at)) {
            return false;
        }
        char after = text.charAt(at + first.length()); // there is one: the text ends with a line feed
        return after == '\n' || after == ' ' || after == '\t';
    }
}
