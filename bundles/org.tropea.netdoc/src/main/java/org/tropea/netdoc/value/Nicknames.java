package org.tropea.netdoc.value;

/** Names of relays: 1 to 19 letters and digits (dir-spec 2.1.3). Stateless, any thread. */
public final class Nicknames {
    private static final int LONGEST = 19;
    private static final int FINGERPRINT_LEN = 40;

    private Nicknames() {}

    /** The nickname, refused when it is none. */
    public static String parse(String text) throws ValueFault {
        if (!isNickname(text)) {
            throw new ValueFault(
                    "\"" + brief(text) + "\" is not a nickname of 1 to " + LONGEST + " letters and digits");
        }
        return text;
    }

    /** A word of a family line: a nickname, or {@code $FINGERPRINT} with perhaps {@code =NAME} or {@code ~NAME}. */
    public static String parseMember(String text) throws ValueFault {
        boolean byFingerprint = text.startsWith("$");
        int end = 1 + FINGERPRINT_LEN;
        if (byFingerprint ? !isFingerprinted(text, end) : !isNickname(text)) {
            throw new ValueFault("\"" + brief(text) + "\" is neither a nickname nor $ and 40 hexadecimal digits");
        }
        return text;
    }

    private static boolean isFingerprinted(String text, int end) {
        if (text.length() < end
                || !text.substring(1, end).chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
            return false;
        }
        boolean named = text.length() > end && (text.charAt(end) == '=' || text.charAt(end) == '~');
        return text.length() == end || named && isNickname(text.substring(end + 1));
    }

    private static boolean isNickname(String text) {
        boolean good = !text.isEmpty() && text.length() <= LONGEST;
        for (int i = 0; good && i < text.length(); i++) {
            char c = text.charAt(i);
            good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return good;
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
