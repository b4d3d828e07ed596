package org.tropea.net.keys;

/** A key file cannot be used; the message names the file, what is wrong and what is accepted. */
public final class KeyFault extends Exception {
    /** A fault with {@code message}. */
    public KeyFault(String message) {
        super(message);
    }

    /** A fault with {@code message}, caused by {@code cause}. */
    public KeyFault(String message, Throwable cause) {
        super(message, cause);
    }
}
