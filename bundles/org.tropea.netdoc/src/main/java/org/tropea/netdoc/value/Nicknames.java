package org.tropea.netdoc.value;

/** Names of relays: 1 to 19 letters and digits (dir-spec 2.1.3). Stateless, any thread. */
public final class Nicknames {
    private static final int LONGEST = 19;

    private Nicknames() {}

    /** The nickname, refused when it is none. */
    public static String parse(String text) throws ValueFault {
        boolean good = !text.isEmpty() && text.length() <= LONGEST;
        for (int i = 0; good && i < text.length(); i++) {
            char c = text.charAt(i);
            good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        if (!good) {
            throw new ValueFault("\"" + (text.length() <= 60 ? text : text.substring(0, 57) + "...")
                    + "\" is not a nickname of 1 to " + LONGEST + " letters and digits");
        }
        return text;
    }
}
