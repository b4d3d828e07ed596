package org.tropea.netdoc.frame;

/**
 * Reads a document item by item, in order (dir-spec 1.2). Lines, arguments and objects are bounded as in C tor, so that
 * what is read never costs more than what was sent. Belongs to one thread.
 */
public final class ItemReader {
    /** Characters that a line may have. */
    public static final int MOST_LINE = 128 * 1024;
    /** Characters that an object may have between its BEGIN and END lines. */
    public static final int MOST_OBJECT = 128 * 1024;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String OPT = "opt";

    private final Source source;
    private final String text;
    private int at;
    private int line;
    private Item next;

    /** Reads {@code source} from its beginning. */
    public ItemReader(Source source) {
        this.source = source;
        this.text = source.text();
        this.line = source.firstLine();
    }

    /** What is being read. */
    public Source source() {
        return source;
    }

    /** Where reading stands: the start of the next item in the source's text, or the text's length. */
    public int position() throws DocumentFault {
        Item item = peek();
        return item == null ? text.length() : item.start();
    }

    /** The next item, which stays the next; null at the end. */
    public Item peek() throws DocumentFault {
        if (next == null) {
            next = read();
        }
        return next;
    }

    /** The next item; null at the end. */
    public Item next() throws DocumentFault {
        Item item = peek();
        next = null;
        return item;
    }

    private Item read() throws DocumentFault {
        skipEmptyLines();
        if (at == text.length()) {
            return null;
        }
        int start = at;
        int itemLine = line;
        int eol = endOfLine();
        int word = wordFrom(at, eol);
        if (text.startsWith(OPT + " ", at) || text.startsWith(OPT + "\t", at)) {
            at = skipSpace(word, eol); // what old documents put before a keyword means nothing
            word = wordFrom(at, eol);
        }
        String keyword = keyword(word);
        String rest = text.substring(skipSpace(word, eol), eol);
        nextLine(eol);
        return new Item(source, keyword, rest, itemLine, start, object(), at);
    }

    private void skipEmptyLines() {
        while (at < text.length() && text.charAt(at) == '\n') {
            at++;
            line++;
        }
    }

    /** The end of the line at which reading stands, bounded; the source ends with a line feed. */
    private int endOfLine() throws DocumentFault {
        int eol = text.indexOf('\n', at);
        if (eol < 0) {
            throw source.fault(line, "the last line has no end");
        }
        if (eol - at > MOST_LINE) {
            throw source.fault(line, "has " + (eol - at) + " characters, accepted are " + MOST_LINE);
        }
        return eol;
    }

    private void nextLine(int eol) {
        at = eol + 1;
        line++;
    }

    private int wordFrom(int from, int eol) {
        int to = from;
        while (to < eol && text.charAt(to) != ' ' && text.charAt(to) != '\t') {
            to++;
        }
        return to;
    }

    private int skipSpace(int from, int eol) {
        int to = from;
        while (to < eol && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
            to++;
        }
        return to;
    }

    private String keyword(int end) throws DocumentFault {
        int first = at < end && text.charAt(at) == '@' ? at + 1 : at;
        boolean good = first < end && text.charAt(first) != '-';
        for (int i = first; i < end && good; i++) {
            good = isKeywordCharacter(text.charAt(i));
        }
        if (!good) {
            throw source.fault(line, "does not begin with a keyword of letters, digits and \"-\"");
        }
        return text.substring(at, end);
    }

    private static boolean isKeywordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    private PemObject object() throws DocumentFault {
        if (!text.startsWith(BEGIN, at)) {
            return null;
        }
        int beginLine = line;
        String label = label();
        int from = at;
        int to = text.indexOf(END, from);
        if (to < 0 || to > from && text.charAt(to - 1) != '\n') {
            throw source.fault(beginLine, "the object has no line \"" + END + label + DASHES + "\"");
        }
        if (to - from > MOST_OBJECT) {
            throw source.fault(beginLine, "the object has more than " + MOST_OBJECT + " characters");
        }
        String body = body(from, to);
        if (!text.startsWith(END + label + DASHES + "\n", at)) {
            throw source.fault(line, "the object must end with \"" + END + label + DASHES + "\"");
        }
        nextLine(endOfLine());
        byte[] bytes = PemObject.base64(body);
        if (bytes == null) {
            throw source.fault(beginLine, "the object is not base64");
        }
        return new PemObject(label, bytes);
    }

    private String label() throws DocumentFault {
        int eol = endOfLine();
        int from = at + BEGIN.length();
        int to = eol - DASHES.length();
        if (to <= from || !text.startsWith(DASHES, to)) {
            throw source.fault(line, "the object must begin with \"" + BEGIN + "TYPE" + DASHES + "\"");
        }
        nextLine(eol);
        return text.substring(from, to);
    }

    /** The base64 of an object without its line feeds. */
    private String body(int from, int to) {
        StringBuilder body = new StringBuilder(to - from);
        while (at < to) {
            int eol = text.indexOf('\n', at);
            body.append(text, at, eol);
            nextLine(eol);
        }
        return body.toString();
    }
}
