package org.tropea.flow.suspend;

/**
 * The reasons for which one direction of a connection, stream or channel is paused, held as bits: it runs when none is
 * held. Only the edge between none and some is an event. Touched only by the owner's loop. One reason has one holder.
 */
public final class Suspension {
    private static final Reason[] REASONS = Reason.values();
    private static final int BOUNDED = bounded();
    private static final long SECOND = 1_000_000_000L;

    private final Runnable edge;
    private int held;
    /** Those held that were told as overdue. */
    private int told;

    private long[] since;

    /** A direction that runs; {@code edge} is called each time it stops or starts to run. */
    public Suspension(Runnable edge) {
        this.edge = edge;
    }

    private static int bounded() {
        int bits = 0;
        for (Reason reason : REASONS) {
            bits |= reason.maximumSeconds() < 0 ? 0 : reason.bit();
        }
        return bits;
    }

    /** Holds {@code reason} since {@code now} (the loop's nanoseconds); nothing happens when it is held already. */
    public void hold(Reason reason, long now) {
        int before = held;
        held |= reason.bit();
        if (held != before) {
            if (since == null) {
                since = new long[REASONS.length];
            }
            since[reason.ordinal()] = now;
            told &= ~reason.bit();
            if (before == 0) {
                edge.run();
            }
        }
    }

    /** Lifts {@code reason}; nothing happens when it is not held. */
    public void lift(Reason reason) {
        int before = held;
        held &= ~reason.bit();
        if (held == 0 && before != 0) {
            edge.run();
        }
    }

    /** Holds or lifts {@code reason}. */
    public void set(Reason reason, boolean hold, long now) {
        if (hold) {
            hold(reason, now);
        } else {
            lift(reason);
        }
    }

    /** Whether no reason is held. */
    public boolean runs() {
        return held == 0;
    }

    /** Whether {@code reason} is held. */
    public boolean holds(Reason reason) {
        return (held & reason.bit()) != 0;
    }

    /** Whether {@code reason} is held and no other. */
    public boolean holdsOnly(Reason reason) {
        return held == reason.bit();
    }

    /** Since when {@code reason} is held, in the loop's nanoseconds; undefined when it is not. */
    public long since(Reason reason) {
        return since == null ? 0 : since[reason.ordinal()];
    }

    /** A reason held at {@code now} for longer than it may be, told once for each holding; null when there is none. */
    public Reason overdue(long now) {
        int candidates = held & BOUNDED & ~told;
        for (int i = 0; candidates >>> i != 0; i++) {
            if ((candidates >>> i & 1) != 0 && now - since[i] > REASONS[i].maximumSeconds() * SECOND) {
                told |= 1 << i;
                return REASONS[i];
            }
        }
        return null;
    }

    /** The reasons held, for people: names separated by spaces, or {@code -}. */
    @Override
    public String toString() {
        if (held == 0) {
            return "-";
        }
        StringBuilder names = new StringBuilder();
        for (Reason reason : REASONS) {
            if (holds(reason)) {
                names.append(names.isEmpty() ? "" : " ").append(reason);
            }
        }
        return names.toString();
    }
}
