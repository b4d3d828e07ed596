package org.tropea.cell;

/** A cell that does not follow the specification; the message names the cell, the field and what is accepted. */
public final class MalformedCell extends Exception {
    /** A fault with {@code message}, without a stack: peers cause it, and often. */
    public MalformedCell(String message) {
        super(message, null, false, false);
    }
}
