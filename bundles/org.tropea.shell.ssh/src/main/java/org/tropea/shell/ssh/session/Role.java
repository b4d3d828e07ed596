package org.tropea.shell.ssh.session;

import java.util.Locale;

/** What a key may do; as a login name and in {@code authorized_keys} in lower case. */
public enum Role {
    /** Reading commands only, one at a time, without Gogo. */
    VIEWER,
    /** Gogo: everything that the process can do. */
    OPERATOR;

    /** The role of that name, null when there is none. */
    public static Role named(String name) {
        for (Role role : values()) {
            if (role.toString().equals(name)) {
                return role;
            }
        }
        return null;
    }

    /** True when a key of this role may log in as {@code wanted}. */
    public boolean permits(Role wanted) {
        return compareTo(wanted) >= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
