package org.tropea.netdoc.value;

/** A text that is not what it should be; the message says what is accepted. Where it stood, the document's reader adds. */
public final class ValueFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault with its reason. */
    public ValueFault(String reason) {
        super(reason);
    }
}
