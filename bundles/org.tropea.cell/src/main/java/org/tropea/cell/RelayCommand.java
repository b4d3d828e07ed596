package org.tropea.cell;

/** Commands of relay cells (tor-spec 6.1). */
public final class RelayCommand {
    public static final int BEGIN = 1;
    public static final int DATA = 2;
    public static final int END = 3;
    public static final int CONNECTED = 4;
    public static final int SENDME = 5;
    public static final int EXTEND = 6;
    public static final int EXTENDED = 7;
    public static final int TRUNCATE = 8;
    public static final int TRUNCATED = 9;
    public static final int DROP = 10;
    public static final int RESOLVE = 11;
    public static final int RESOLVED = 12;
    public static final int BEGIN_DIR = 13;
    public static final int EXTEND2 = 14;
    public static final int EXTENDED2 = 15;

    private static final String[] NAMES = {
        null,
        "BEGIN",
        "DATA",
        "END",
        "CONNECTED",
        "SENDME",
        "EXTEND",
        "EXTENDED",
        "TRUNCATE",
        "TRUNCATED",
        "DROP",
        "RESOLVE",
        "RESOLVED",
        "BEGIN_DIR",
        "EXTEND2",
        "EXTENDED2"
    };

    private RelayCommand() {}

    /** The command's name in tor-spec, or its number. */
    public static String name(int command) {
        return command > 0 && command < NAMES.length ? NAMES[command] : "relay command " + command;
    }
}
