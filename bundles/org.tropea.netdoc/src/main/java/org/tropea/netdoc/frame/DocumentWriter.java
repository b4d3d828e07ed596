package org.tropea.netdoc.frame;

import org.tropea.crypto.Armor;
import org.tropea.netdoc.value.Times;

/** Writes a document line by line. Belongs to one thread. */
public final class DocumentWriter {
    private final StringBuilder text = new StringBuilder();

    /** A line of a keyword and words with single spaces between them. */
    public DocumentWriter line(String keyword, Object... words) {
        text.append(keyword);
        for (Object word : words) {
            text.append(' ').append(word);
        }
        text.append('\n');
        return this;
    }

    /** As {@link #line}, only when {@code value} is not null. */
    public DocumentWriter maybe(String keyword, Object value) {
        return value == null ? this : line(keyword, value);
    }

    /** A line of a keyword and a time, given in seconds since 1970. */
    public DocumentWriter time(String keyword, long seconds) {
        return line(keyword, Times.text(seconds));
    }

    /** An object, which belongs to the line before it. */
    public DocumentWriter object(String label, byte[] bytes) {
        text.append(Armor.encode(label, bytes));
        return this;
    }

    /** Text as it is; whole lines, or what a signature stops in the middle of. */
    public DocumentWriter raw(String part) {
        text.append(part);
        return this;
    }

    /** All that was written. */
    public String text() {
        return text.toString();
    }
}
