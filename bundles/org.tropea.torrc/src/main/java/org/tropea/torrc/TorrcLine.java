package org.tropea.torrc;

/**
 * One option as it was written, in a file or on the command line. Immutable.
 *
 * @param source the file's name, or "command line"
 * @param number its line in the file, from 1; on the command line 0
 * @param change what it does to earlier values
 * @param name the option's name as written, without + or /
 * @param value its value, comments, continuations and quotes resolved
 */
record TorrcLine(String source, int number, Change change, String name, String value) {
    static final String COMMAND_LINE = "command line";

    /** What a line does to the values that an earlier file left. */
    enum Change {
        /** Replaces them. */
        SET,
        /** Written {@code +Option}: is appended to them. */
        APPEND,
        /** Written {@code /Option}: removes them. */
        CLEAR
    }

    boolean onCommandLine() {
        return source.equals(COMMAND_LINE);
    }

    /** Source and line, as messages begin. */
    String where() {
        return onCommandLine() ? source : source + ":" + number;
    }
}
