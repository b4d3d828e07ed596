package org.tropea.core.scheduler;

import java.util.Objects;
import org.tropea.core.circuitmux.WriteGaps;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.core.slot.Survivable;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/**
 * The channels of one loop about which one policy decides, those of them that are pending, and when the policy runs: at a
 * turn's end, or by one timer, as it says itself. Without a policy the pending ones wait. Owned by the
 * {@link SchedulerFrame}, touched only by its loop.
 */
final class PolicyGroup {
    /** When a policy wants to run again soon but moved nothing: a policy that cannot decide must not spin the loop. */
    private static final long IDLE_RETRY = 1_000_000;
    /** No timer is set further ahead. */
    private static final long LONGEST_DELAY = 86_400_000_000_000L;

    private final SchedulerFrame frame;
    private final EventLoop loop;
    private final PolicyCalls calls;
    private final WriteGaps gaps;
    private final SchedulerPolicyFactory factory;
    private final String name;
    private final Runnable run = this::run;
    private final Runnable timed = this::timedRun;
    private final PendingList pending = new PendingList();
    private SchedulerPolicy policy;
    private String label = "-";
    private boolean decided;
    private int flushed;
    private Throwable strayed;
    private boolean atTurnEnd;
    private EventLoop.Timer timer;
    private long timerAt;

    /** Nobody decides when {@code factory} is null. */
    PolicyGroup(SchedulerFrame frame, SchedulerPolicyFactory factory) {
        this.frame = frame;
        this.loop = frame.loop();
        this.calls = frame.calls();
        this.gaps = frame.gaps();
        this.factory = factory;
        this.name = factory == null ? "-" : factory.getClass().getName();
    }

    // ---- its channels ---------------------------------------------------------------------------------------------

    /** {@code channel}, one of the group, became pending. */
    void pending(ScheduledChannel channel) {
        pending.add(channel);
        offer(channel);
    }

    private void offer(ScheduledChannel channel) {
        if (policy == null) {
            return;
        }
        long call = calls.begin(name);
        long delay = SchedulerPolicy.NEVER;
        Throwable failure = null;
        try {
            delay = checked(policy.pending(channel, loop.now()));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (survived(calls.end(call, failure))) {
            runIn(delay);
        }
    }

    private static long checked(long delay) {
        if (delay < 0) {
            throw new Bug("asked to run in " + delay + " ns; accepted are 0 and above");
        }
        return delay;
    }

    /** {@code channel} closed, or goes to another group, and left this one already. */
    void left(ScheduledChannel channel) {
        if (policy != null) {
            long call = calls.begin(name);
            Throwable failure = null;
            try {
                policy.closed(channel);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            survived(calls.end(call, failure));
        }
        channel.policyData = null;
    }

    // ---- runs -----------------------------------------------------------------------------------------------------

    private void runIn(long delay) {
        if (delay == SchedulerPolicy.NEVER || atTurnEnd) {
            return;
        }
        if (delay == 0 && !frame.isRunning(this)) {
            atTurnEnd = true;
            loop.atTurnEnd(run);
            return;
        }
        long wait = Math.min(delay, LONGEST_DELAY);
        long at = loop.now() + wait;
        if (timer == null || at < timerAt) {
            cancelTimer();
            timerAt = at;
            timer = loop.schedule(wait, timed);
        }
    }

    private void timedRun() {
        timer = null;
        run();
    }

    private void run() {
        atTurnEnd = false;
        cancelTimer();
        if (policy == null || pending.size() == 0) {
            return;
        }
        flushed = 0;
        strayed = null;
        long again = IDLE_RETRY; // if nothing below returns
        frame.runs(this);
        try {
            gaps.runBegins();
            again = runPolicy();
            if (flushed > 0) {
                gaps.runEnded();
            }
            flushBackends();
        } finally {
            sortOut();
            frame.ran();
            goOn(again);
        }
    }

    private void goOn(long again) {
        if (pending.size() > 0 && policy != null) {
            runIn(flushed == 0 ? Math.max(again, IDLE_RETRY) : again);
        }
    }

    private long runPolicy() {
        if (!decided) {
            decided = true;
            frame.events().policyDecides(factory);
        }
        int seen = pending.size();
        long call = calls.begin(name);
        long again = SchedulerPolicy.NEVER;
        Throwable failure = null;
        try {
            again = checked(policy.run(pending.show(), seen, loop.now()));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        pending.hide(seen);
        Throwable fault = calls.end(call, failure == null ? strayed : failure);
        return survived(fault) ? again : SchedulerPolicy.NEVER;
    }

    /** {@code channel}, one of the group, is to move up to {@code cells} cells: the policy's only deed. */
    int flush(ScheduledChannel channel, int cells) {
        if (!frame.isRunning(this)) {
            throw frame.strayed("flushed channel " + channel.id() + " outside of a run that may");
        }
        calls.checkTime();
        if (cells <= 0 || channel.state != SchedulerState.PENDING) {
            return 0;
        }
        calls.enterCore();
        int moved = channel.move(cells);
        calls.leaveCore(name);
        if (moved > 0) {
            noteMoved(channel, moved);
        }
        return moved;
    }

    private void noteMoved(ScheduledChannel channel, int moved) {
        if (flushed == 0) {
            gaps.written();
        }
        flushed += moved;
        channel.wrote = true;
    }

    /** The policy that runs now did what none may: it is over when it returns, whatever it does with this exception. */
    Bug strayed(String what) {
        Bug bug = new Bug(what);
        strayed = bug;
        return bug;
    }

    private void flushBackends() {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).group == this) {
                pending.get(i).flushBackend();
            }
        }
    }

    /** The one place where states change because of a run: asks every channel in the list for both facts. */
    private void sortOut() {
        for (int i = 0; i < pending.size(); i++) {
            ScheduledChannel channel = pending.get(i);
            if (channel.group == this) {
                channel.state = SchedulerState.of(channel.cells() > 0, channel.room() > 0);
                frame.show(channel);
                if (channel.wrote) {
                    channel.wrote = false;
                    channel.pendingSince = loop.now();
                }
            }
        }
        pending.keep(this);
    }

    // ---- the policy -----------------------------------------------------------------------------------------------

    /** Goes on with its policy, called {@code shown} now, or makes one if it has none. */
    void decide(String shown, Options options) {
        if (policy == null) {
            renew(shown, options);
        }
        label = shown;
    }

    /** Makes a new policy, called {@code shown}, which is offered every pending channel anew; never from within a run. */
    void renew(String shown, Options options) {
        forget();
        label = shown;
        if (factory == null) {
            return;
        }
        try {
            policy = Objects.requireNonNull(factory.create(options, frame.params()), "made no policy");
        } catch (Throwable thrown) {
            survived(Survivable.of(thrown));
            return;
        }
        decided = false;
        frame.show(this);
        SchedulerPolicy product = policy;
        for (int i = 0; i < pending.size() && policy == product; i++) {
            offer(pending.get(i));
        }
    }

    private boolean survived(Throwable fault) {
        if (fault == null) {
            return true;
        }
        forget();
        frame.events().policyFailed(factory, fault);
        return false;
    }

    /** The policy is never called again; pending channels stay. */
    void forget() {
        policy = null;
        cancelTimer();
        frame.forgetData(this);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** The channels that are pending. */
    PendingList pending() {
        return pending;
    }

    SchedulerPolicyFactory factory() {
        return factory;
    }

    boolean decides() {
        return policy != null;
    }

    /** The name of its policy, for people; {@code -} when nobody decides. */
    String label() {
        return policy == null ? "-" : label;
    }
}
