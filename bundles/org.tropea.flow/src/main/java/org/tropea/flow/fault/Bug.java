package org.tropea.flow.fault;

/** Our own code broke a rule of its own: counted, logged once with its stack, and the smallest owner closes. */
public final class Bug extends RuntimeException {
    /** A bug described by {@code message}. */
    public Bug(String message) {
        super(message);
    }

    /** A bug described by {@code message}, seen as {@code cause}. */
    public Bug(String message, Throwable cause) {
        super(message, cause);
    }
}
