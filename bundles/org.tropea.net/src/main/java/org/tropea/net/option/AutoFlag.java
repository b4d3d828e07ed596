package org.tropea.net.option;

/** A flag that may be left to the router: torrc's {@code 0}, {@code 1} or {@code auto}. */
public enum AutoFlag {
    /** Written {@code 0}. */
    NO,
    /** Written {@code 1}. */
    YES,
    /** Written {@code auto}. */
    AUTO;

    /** The flag as a boolean, with the value that {@code auto} means to the caller. */
    public boolean or(boolean whenAuto) {
        return this == AUTO ? whenAuto : this == YES;
    }
}
