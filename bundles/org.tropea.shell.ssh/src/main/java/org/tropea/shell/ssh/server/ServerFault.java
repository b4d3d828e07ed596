package org.tropea.shell.ssh.server;

/** The server cannot start, or a file of it cannot be used; the message names it and says what is accepted. */
public final class ServerFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** One line. */
    public ServerFault(String message) {
        super(message);
    }
}
