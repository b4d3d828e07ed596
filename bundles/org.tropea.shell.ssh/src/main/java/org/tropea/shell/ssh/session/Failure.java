package org.tropea.shell.ssh.session;

import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.tropea.shell.ssh.command.ShellFault;
import org.tropea.shell.ssh.print.Printable;

/** What a line that failed tells the user and the caller's script. */
final class Failure {
    /** Exit status of a command that failed. */
    static final int STATUS = 1;
    /** Exit status of a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Failure() {}

    static int status(Throwable failure) {
        if (failure instanceof ShellFault fault) {
            return fault.status();
        } else if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        } else if (failure instanceof CommandNotFoundException) {
            return ShellFault.UNKNOWN;
        }
        // So a command says that it has no use for a value that it was given.
        return failure instanceof IllegalArgumentException ? ShellFault.USAGE : STATUS;
    }

    /** One line; a failure without words of its own is named. */
    static String message(Throwable failure) {
        if (failure instanceof CommandNotFoundException) {
            return Printable.of(failure.getMessage() + "; shell:help lists the commands");
        }
        String message = failure instanceof InterruptedException ? "interrupted" : failure.getMessage();
        boolean speaks =
                message != null && !message.isBlank() && !(failure instanceof RuntimeException bug && isBug(bug));
        return Printable.of(speaks ? message : failure.toString());
    }

    private static boolean isBug(RuntimeException failure) {
        return failure instanceof NullPointerException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof ClassCastException;
    }
}
