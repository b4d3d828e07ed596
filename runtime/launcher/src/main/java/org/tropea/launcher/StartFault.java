package org.tropea.launcher;

/** The run cannot start or go on; the message is the one line that the operator reads. */
final class StartFault extends Exception {
    private static final long serialVersionUID = 1L;

    StartFault(String message) {
        super(message);
    }
}
