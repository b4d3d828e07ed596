package org.tropea.flow.fault;

/** This machine said no: disk, socket or configuration. The message names the thing and what is accepted. */
public final class LocalFault extends Exception {
    /** A fault with {@code message}. */
    public LocalFault(String message) {
        super(message);
    }

    /** A fault with {@code message}, caused by {@code cause}. */
    public LocalFault(String message, Throwable cause) {
        super(message, cause);
    }
}
