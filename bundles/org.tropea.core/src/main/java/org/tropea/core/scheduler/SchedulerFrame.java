package org.tropea.core.scheduler;

import java.util.Arrays;
import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.net.option.Options;

/**
 * The channels of one loop with their {@link SchedulerState}, and the policy that flushes the pending ones. Without a
 * policy the pending ones wait. Owned by the loop's pipeline, touched only by the loop. The policy runs at a turn's
 * end, or by one timer, as it says itself.
 */
public final class SchedulerFrame {
    /**
     * When a policy wants to run again at once but moved nothing: a policy that cannot decide must not spin the loop.
     */
    private static final long IDLE_RETRY = 1_000_000;

    private final EventLoop loop;
    private final PolicyFailed failures;
    private final Runnable run = this::run;
    private final Runnable timed = this::timedRun;
    private final ChannelList members = new ChannelList();
    private ScheduledChannel[] pending = new ScheduledChannel[16];
    private int count;
    private boolean running;
    private int flushed;
    private SchedulerPolicyFactory factory;
    private SchedulerPolicy policy;
    private boolean atTurnEnd;
    private EventLoop.Timer timer;
    private long timerAt;

    /** A frame without channels and without a policy. */
    public SchedulerFrame(EventLoop loop, PolicyFailed failures) {
        this.loop = loop;
        this.failures = failures;
    }

    /** {@code channel} opened; it starts IDLE. */
    public void add(ScheduledChannel channel) {
        channel.member = true;
        become(channel, SchedulerState.IDLE);
        members.add(channel);
    }

    /** {@code channel} closed: it leaves the frame, whatever its state; harmless when it never joined. */
    public void remove(ScheduledChannel channel) {
        if (!channel.member) {
            return;
        }
        channel.member = false;
        become(channel, SchedulerState.IDLE);
        members.remove(channel);
        if (!running) {
            compact();
        }
        tellClosed(channel);
        channel.policyData = null;
    }

    /** {@code channel} has cells to send, where it had none. */
    public void hasWaitingCells(ScheduledChannel channel) {
        if (channel.state == SchedulerState.IDLE) {
            moveTo(channel, SchedulerState.WAITING_TO_WRITE);
        } else if (channel.state == SchedulerState.WAITING_FOR_CELLS) {
            moveTo(channel, SchedulerState.PENDING);
        }
    }

    /** {@code channel} can take cells, where it could not. */
    public void hasRoom(ScheduledChannel channel) {
        if (channel.state == SchedulerState.IDLE) {
            moveTo(channel, SchedulerState.WAITING_FOR_CELLS);
        } else if (channel.state == SchedulerState.WAITING_TO_WRITE) {
            moveTo(channel, SchedulerState.PENDING);
        }
    }

    /** The one place where a state changes outside of a run. */
    private void moveTo(ScheduledChannel channel, SchedulerState state) {
        if (!channel.member) {
            return;
        }
        become(channel, state);
        if (state == SchedulerState.PENDING) {
            if (count == pending.length) {
                pending = Arrays.copyOf(pending, count * 2);
            }
            pending[count++] = channel;
            offer(channel);
        }
    }

    private void become(ScheduledChannel channel, SchedulerState state) {
        channel.state = state;
        show(channel);
    }

    /** {@code channel} got or lost its circuitmux policy. */
    public void show(ScheduledChannel channel) {
        Suspension writing = channel.writing();
        SchedulerState state = channel.state;
        long now = loop.now();
        boolean decides = policy != null && channel.canPick();
        writing.set(Reason.NO_CELLS, channel.member && !state.hasCells(), now);
        writing.set(Reason.NO_ROOM, channel.member && !state.hasRoom(), now);
        writing.set(Reason.NO_POLICY, channel.member && !decides, now);
        if (channel.served) {
            channel.served = false;
            writing.lift(Reason.SCHEDULER);
        }
        writing.set(Reason.SCHEDULER, channel.member && decides && state == SchedulerState.PENDING, now);
    }

    private void offer(ScheduledChannel channel) {
        if (policy != null) {
            try {
                runIn(checked(policy.pending(channel, loop.now())));
            } catch (RuntimeException | LinkageError | AssertionError failure) {
                failed(failure);
            }
        }
    }

    private static long checked(long delay) {
        if (delay < 0) {
            throw new Bug("asked to run in " + delay + " ns; accepted are 0 and above");
        }
        return delay;
    }

    private void runIn(long delay) {
        if (delay == SchedulerPolicy.NEVER || atTurnEnd) {
            return;
        }
        if (delay == 0 && !running) {
            atTurnEnd = true;
            loop.atTurnEnd(run);
            return;
        }
        long at = loop.now() + delay;
        if (timer == null || at < timerAt) {
            cancelTimer();
            timerAt = at;
            timer = loop.schedule(delay, timed);
        }
    }

    private void timedRun() {
        timer = null;
        run();
    }

    private void run() {
        atTurnEnd = false;
        cancelTimer();
        if (policy == null || count == 0) {
            return;
        }
        int seen = count;
        running = true;
        flushed = 0;
        long again = runPolicy(seen);
        flushBackends(seen);
        running = false;
        sortOut();
        if (count > 0 && policy != null) {
            runIn(again == 0 && flushed == 0 ? IDLE_RETRY : again);
        }
    }

    private long runPolicy(int seen) {
        try {
            return checked(policy.run(pending, seen, loop.now()));
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            failed(failure);
            return SchedulerPolicy.NEVER;
        }
    }

    /** A channel moved {@code cells} cells within a run; it tells so itself. */
    public void moved(int cells) {
        flushed += cells;
    }

    private void flushBackends(int seen) {
        ScheduledChannel[] run = pending;
        for (int i = 0; i < seen; i++) {
            if (run[i].member) {
                run[i].flushBackend();
            }
        }
    }

    /** The one place where states change because of a run: asks every channel in the list for both facts. */
    private void sortOut() {
        for (int i = 0; i < count; i++) {
            ScheduledChannel channel = pending[i];
            if (channel.member) {
                become(channel, SchedulerState.of(channel.cells() > 0, channel.room() > 0));
            }
        }
        compact();
    }

    private void compact() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            ScheduledChannel channel = pending[i];
            if (channel.member && channel.state == SchedulerState.PENDING) {
                pending[kept++] = channel;
            }
        }
        Arrays.fill(pending, kept, count, null);
        count = kept;
    }

    private void tellClosed(ScheduledChannel channel) {
        if (policy != null) {
            try {
                policy.closed(channel);
            } catch (RuntimeException | LinkageError | AssertionError failure) {
                failed(failure);
            }
        }
    }

    /**
     * From now on a product of {@code next} decides, or nobody when it is null; never from within a run. Every pending
     * channel is offered to it anew.
     */
    public void policy(SchedulerPolicyFactory next, Options options) {
        forget();
        if (next == null) {
            return;
        }
        factory = next;
        try {
            policy = next.create(options);
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            failed(failure);
            return;
        }
        members.forEach(this::show);
        SchedulerPolicy product = policy;
        for (int i = 0; i < count && policy == product; i++) {
            offer(pending[i]);
        }
    }

    /** The factory of the policy that decides; null when there is none. */
    public SchedulerPolicyFactory policy() {
        return policy == null ? null : factory;
    }

    /** How many channels are pending. */
    public int pendingCount() {
        return count;
    }

    private void failed(Throwable cause) {
        SchedulerPolicyFactory culprit = factory;
        forget();
        failures.policyFailed(culprit, cause);
    }

    private void forget() {
        policy = null;
        factory = null;
        cancelTimer();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).policyData = null;
            show(members.get(i));
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
