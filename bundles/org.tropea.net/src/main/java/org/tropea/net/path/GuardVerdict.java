package org.tropea.net.path;

/** Whether a complete circuit may be used, as far as its guard goes (guard-spec 4.9). */
public enum GuardVerdict {
    /** It may. */
    USE,
    /** Not while a better guard may work: ask again. */
    WAIT,
    /** It waited too long, or a better guard does: close it. */
    DROP
}
