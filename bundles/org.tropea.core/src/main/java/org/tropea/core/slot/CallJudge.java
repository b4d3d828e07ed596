package org.tropea.core.slot;

/**
 * Finds out which call into a policy takes too long, by looking at a {@link PolicyCalls} every {@link #INTERVAL}. It counts
 * looks and not time, because whoever looks sleeps during a pause of the whole process, too. Owned by one watchdog.
 */
public final class CallJudge {
    /** From look to look, in nanoseconds. */
    public static final long INTERVAL = 25_000_000;

    /** So many looks at a call that works or waits: 100 ms. */
    private static final int OVERRUN = 4;
    /** So many looks at a call whose thread is not given the processor: 1 s. */
    private static final int SLOW = 40;
    /** So many looks at a call, whatever it does: 2 s. */
    private static final int STUCK = 80;
    /** So many looks until it is said again: a minute. */
    private static final int AGAIN = 2400;

    private final PolicyCalls calls;
    private long number;
    private long since;
    private int working;
    private int own;
    private int all;

    /** A judge of {@code calls}. */
    public CallJudge(PolicyCalls calls) {
        this.calls = calls;
    }

    /**
     * One look, at {@code now}; {@code working}: whether the thread used the processor since the last look, or waits for
     * something of its own will; {@code elsewhere}: whether a call of another kind within this one is under way. Returns
     * whether to report that the call does not come back.
     */
    public boolean look(long now, boolean working, boolean elsewhere) {
        long seen = calls.underWay();
        if (seen == 0 || seen != number) {
            begin(seen, now);
            return false;
        }
        all++;
        if (!elsewhere && !calls.inCore()) {
            own++;
            this.working += working ? 1 : 0;
            if (this.working == OVERRUN || own == SLOW) {
                calls.late(seen, since);
            }
        }
        return all == STUCK || all > STUCK && (all - STUCK) % AGAIN == 0;
    }

    private void begin(long seen, long now) {
        number = seen;
        since = now;
        working = 0;
        own = 0;
        all = 0;
    }

    /** Whether a call was under way at the last look. */
    public boolean sees() {
        return number != 0;
    }

    /** What to say about the call that does not come back. */
    public String report() {
        return calls.callee() + " was called " + all * INTERVAL / 1_000_000_000 + " s ago and has not returned";
    }
}
