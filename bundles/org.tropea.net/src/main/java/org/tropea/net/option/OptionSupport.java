package org.tropea.net.option;

/** What Tropea does about an option. */
public enum OptionSupport {
    /** It has the effect it has in C tor. */
    HONOURED,
    /** It is taken without a word, because there is nothing to do for it here. */
    ACCEPTED,
    /** It is known and has no effect yet: one warning by name. */
    LATER,
    /** C tor ignores it too, with a warning. */
    OBSOLETE
}
