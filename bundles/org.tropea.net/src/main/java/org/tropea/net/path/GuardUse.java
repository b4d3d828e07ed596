package org.tropea.net.path;

/**
 * A circuit's use of a guard, to be given back with its outcome: exactly one of built (and then waiting, while told so),
 * failed, cancelled. Compared by identity.
 */
public final class GuardUse {
    private final String guard;
    private final boolean onCompletion;
    private final long since;

    /**
     * A use.
     *
     * @param guard the guard's fingerprint, 40 digits in capitals
     * @param onCompletion whether its circuit may be used as soon as it is complete, else only if no better guard works
     * @param since when it was chosen, in milliseconds since 1970
     */
    public GuardUse(String guard, boolean onCompletion, long since) {
        this.guard = guard;
        this.onCompletion = onCompletion;
        this.since = since;
    }

    /** The guard's fingerprint. */
    public String guard() {
        return guard;
    }

    /** Whether its circuit may be used as soon as it is complete. */
    public boolean onCompletion() {
        return onCompletion;
    }

    /** When it was chosen, in milliseconds since 1970. */
    public long since() {
        return since;
    }
}
