package org.tropea.core.slot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * Which call into a policy of one kind is under way in one loop. The loop brackets each call with two plain writes;
 * a {@link CallJudge} looks from outside and may find that a call takes too long, which the loop learns when the call
 * ends. Written by its loop, except for the verdict.
 */
public final class PolicyCalls {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(PolicyCalls.class, "state", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String kind;
    private final LongSupplier clock;
    /** 0 when no call is under way, else twice its number, plus 1 while the policy has the core do something. */
    private long state;

    private long calls;
    private String callee = "";
    private volatile long late;
    private volatile long lateSince;

    /** No call under way; {@code kind} of policy for people, {@code clock} in nanoseconds. */
    public PolicyCalls(String kind, LongSupplier clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** A call into {@code who} begins; returns what {@link #end} wants back. Loop. */
    public long begin(String who) {
        long outer = state;
        if (callee != who) {
            callee = who;
        }
        STATE.setOpaque(this, ++calls << 1);
        return outer;
    }

    /**
     * The call ended, with {@code failure} or with null. Returns with what the policy failed: that, or
     * {@link Overran}, or null; throws what is not {@link Survivable}. Loop.
     */
    public Throwable end(long outer, Throwable failure) {
        long number = state >> 1;
        STATE.setOpaque(this, outer);
        if (failure != null) {
            return Survivable.of(failure);
        }
        return late == number ? overran() : null;
    }

    /** The policy that is called has the core do something, which is not its own time. Loop. */
    public void enterCore() {
        STATE.setOpaque(this, state | 1);
    }

    /** Back in {@code who}; throws {@link Overran} into it when its time is over. Loop. */
    public void leaveCore(String who) {
        if (callee != who) {
            callee = who;
        }
        STATE.setOpaque(this, state & ~1L);
    }

    /** Throws {@link Overran} into the policy that is called when its time is over. Loop. */
    public void checkTime() {
        if (late != 0 && late == state >> 1) {
            throw overran();
        }
    }

    private Overran overran() {
        return new Overran((clock.getAsLong() - lateSince) / 1_000_000);
    }

    /** The number of the call under way, 0 when there is none. Any thread. */
    long underWay() {
        return (long) STATE.getOpaque(this) >> 1;
    }

    /** Whether the core does something for the call under way. Any thread. */
    boolean inCore() {
        return ((long) STATE.getOpaque(this) & 1) != 0;
    }

    /** Who was called last, for people. Any thread; may lag behind. */
    String callee() {
        return kind + " " + callee;
    }

    /** The verdict that call {@code number}, seen first at {@code since}, takes too long. Any thread. */
    void late(long number, long since) {
        lateSince = since;
        late = number;
    }
}
