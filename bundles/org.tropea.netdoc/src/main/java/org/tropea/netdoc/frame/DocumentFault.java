package org.tropea.netdoc.frame;

/**
 * A document that is refused: malformed, oversized, with a bad digest or not signed by whom it should be. The message
 * names the document, the line and the reason and is meant for an operator. The running state of whoever asked is
 * untouched.
 */
public final class DocumentFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String document;
    private final int line;
    private final String reason;

    /** Refuses {@code document} because of its line {@code line}, counted from 1; 0 when it is the whole document. */
    public DocumentFault(String document, int line, String reason) {
        this(document, line, reason, null);
    }

    /** As {@link #DocumentFault(String, int, String)}, keeping what was said below. */
    public DocumentFault(String document, int line, String reason, Throwable cause) {
        super(document + (line > 0 ? ", line " + line : "") + ": " + reason, cause);
        this.document = document;
        this.line = line;
        this.reason = reason;
    }

    /** What was being read, for example {@code "consensus"}. */
    public String document() {
        return document;
    }

    /** The line at fault, counted from 1; 0 when it is the whole document. */
    public int line() {
        return line;
    }

    /** What is wrong and what is accepted, without the place. */
    public String reason() {
        return reason;
    }
}
