package org.tropea.shell.ssh.command;

/** A line that ends with an error: one line for the user and the exit status, which is never zero. */
public final class ShellFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Exit status of a command that was called in a wrong way. */
    public static final int USAGE = 2;
    /** Exit status of a line that the role does not permit. */
    public static final int REFUSED = 126;
    /** Exit status of a command that nobody offers. */
    public static final int UNKNOWN = 127;

    private final int status;

    private ShellFault(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The command exists and may be run, but not with these arguments. */
    public static ShellFault usage(String message) {
        return new ShellFault(USAGE, message);
    }

    /** The role does not permit the line. */
    public static ShellFault refused(String message) {
        return new ShellFault(REFUSED, "refused: " + message);
    }

    /** No such command. */
    public static ShellFault unknown(String message) {
        return new ShellFault(UNKNOWN, message);
    }

    /** The command has told the user itself and ended with {@code status}, 1 to 255. */
    public static ShellFault ended(int status) {
        return new ShellFault(Math.max(1, status & 0xff), "it ended with status " + status);
    }

    /** The exit status, 1 to 255. */
    public int status() {
        return status;
    }
}
