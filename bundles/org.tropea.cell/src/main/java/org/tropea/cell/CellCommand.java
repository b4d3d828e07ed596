package org.tropea.cell;

/** Commands of cells (tor-spec 3). Commands of 128 and above, and {@link #VERSIONS}, mark variable-length cells. */
public final class CellCommand {
    public static final int PADDING = 0;
    public static final int CREATE = 1;
    public static final int CREATED = 2;
    public static final int RELAY = 3;
    public static final int DESTROY = 4;
    public static final int CREATE_FAST = 5;
    public static final int CREATED_FAST = 6;
    public static final int VERSIONS = 7;
    public static final int NETINFO = 8;
    public static final int RELAY_EARLY = 9;
    public static final int CREATE2 = 10;
    public static final int CREATED2 = 11;
    public static final int PADDING_NEGOTIATE = 12;
    public static final int VPADDING = 128;
    public static final int CERTS = 129;
    public static final int AUTH_CHALLENGE = 130;
    public static final int AUTHENTICATE = 131;

    private static final String[] LOW = {
        "PADDING",
        "CREATE",
        "CREATED",
        "RELAY",
        "DESTROY",
        "CREATE_FAST",
        "CREATED_FAST",
        "VERSIONS",
        "NETINFO",
        "RELAY_EARLY",
        "CREATE2",
        "CREATED2",
        "PADDING_NEGOTIATE"
    };
    private static final String[] HIGH = {"VPADDING", "CERTS", "AUTH_CHALLENGE", "AUTHENTICATE"};

    private CellCommand() {}

    /** Whether cells of this command carry their own length. */
    public static boolean isVariable(int command) {
        return command >= VPADDING || command == VERSIONS;
    }

    /** The command's name in tor-spec, or its number. */
    public static String name(int command) {
        if (command >= 0 && command < LOW.length) {
            return LOW[command];
        }
        int high = command - VPADDING;
        return high >= 0 && high < HIGH.length ? HIGH[high] : "command " + command;
    }
}
