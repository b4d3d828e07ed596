package org.tropea.torrc;

import java.nio.file.Path;

/**
 * A torrc that cannot be used. The message is one line: the file, the line number where there is one, and what is
 * wrong, fit to be shown to the operator as it is.
 */
public final class TorrcFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault of the whole configuration, or of a file. */
    public TorrcFault(String message) {
        super(message);
    }

    TorrcFault(Path file, String message) {
        super(file + ": " + message);
    }

    TorrcFault(TorrcLine line, String message) {
        super(line.where() + ": " + message);
    }
}
