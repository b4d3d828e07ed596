package org.tropea.transport.obfs4;

import org.tropea.flow.fault.LocalFault;

/** How far a side hides when it has something to say: {@code iat-mode}. */
public enum IatMode {
    /** 0: what is there is written at once. */
    NONE,
    /** 1: writes of a full segment, with a pause after each. */
    ENABLED,
    /** 2: every write has a length drawn from the distribution, with a pause after each. */
    PARANOID;

    /** The mode of a line's argument or a file: 0, 1 or 2. */
    public static IatMode parse(String text) throws LocalFault {
        for (IatMode mode : values()) {
            if (text.equals(mode.text())) {
                return mode;
            }
        }
        throw new LocalFault("iat-mode " + text + ": accepted are 0, 1 and 2");
    }

    /** Its number. */
    public String text() {
        return Integer.toString(ordinal());
    }
}
