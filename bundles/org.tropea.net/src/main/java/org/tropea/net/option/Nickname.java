package org.tropea.net.option;

/** A relay's nickname: 1 to 19 letters and digits of ASCII (dir-spec 2.1.1). */
public final class Nickname {
    private Nickname() {}

    /** Whether this text may be a nickname. */
    public static boolean valid(String text) {
        return text.matches("[0-9A-Za-z]{1,19}");
    }

    /** The text itself when it is a nickname; an {@link OptionFault} about the option otherwise. */
    public static String check(String option, String text) {
        if (!valid(text)) {
            throw new OptionFault(option, text, "a nickname of 1 to 19 letters and digits");
        }
        return text;
    }
}
