package org.tropea.itests.ctor;

import java.io.IOException;

/** A control port refused a command; the message holds both the command and the reply. */
public final class ControlException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ControlException(String command, ControlReply reply) {
        super(command + ": " + reply.status() + " " + String.join("; ", reply.lines()));
        this.status = reply.status();
    }

    /** The status code of the reply, e.g. 552 for something unknown. */
    public int status() {
        return status;
    }
}
