package org.tropea.conn.exit;

import java.util.concurrent.CompletionException;

/** A name that has no address, or whose servers did not say. */
final class NoAddress extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mayChange;

    NoAddress(String message, boolean mayChange) {
        super(message, null, false, false);
        this.mayChange = mayChange;
    }

    /** Whether asking again may help: true for everything but a server's clear no. */
    static boolean isTransient(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return !(cause instanceof NoAddress no) || no.mayChange;
    }
}
