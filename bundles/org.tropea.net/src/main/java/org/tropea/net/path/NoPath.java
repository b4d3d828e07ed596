package org.tropea.net.path;

/** No path can be chosen; the message says what is missing. */
public final class NoPath extends Exception {
    /** With {@code message}. */
    public NoPath(String message) {
        super(message);
    }
}
