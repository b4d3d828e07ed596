package org.tropea.core.slot;

/** A policy took longer for one call than it may. */
public final class Overran extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** After {@code millis} of them. */
    Overran(long millis) {
        super("overran its time: " + millis + " ms", null, false, false);
    }
}
