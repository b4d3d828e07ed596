package org.tropea.core.scheduler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.core.circuitmux.WriteGaps;
import org.tropea.core.slot.Choices;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.net.option.Options;
import org.tropea.net.params.Params;

/**
 * The channels of one loop with their {@link SchedulerState}, in groups by the policy that decides about them: usually
 * one, more when some channels have a choice of their own. A channel changes its group between runs and keeps its
 * state. Owned by the loop's pipeline, touched only by the loop.
 */
public final class SchedulerFrame {
    private final EventLoop loop;
    private final PolicyFailed events;
    private final PolicyCalls calls;
    private final WriteGaps gaps;
    private final ChannelList members = new ChannelList();
    /** About whose channels nobody decides. */
    private final PolicyGroup parked;

    private List<PolicyGroup> groups = List.of();
    private Choices<SchedulerPolicyFactory> choices = Choices.none();
    private Options options;
    private Params params = Params.NONE;
    private PolicyGroup running;
    private boolean busy;
    private final Queue<Runnable> later = new ArrayDeque<>();

    /** A frame without channels and without a policy, for tests that do not look at time. */
    public SchedulerFrame(EventLoop loop, PolicyFailed events) {
        this(loop, events, new PolicyCalls("scheduler", () -> 0), new WriteGaps(() -> 0));
    }

    /** A frame without channels and without a policy, which tells {@code calls} and {@code gaps} what happens. */
    public SchedulerFrame(EventLoop loop, PolicyFailed events, PolicyCalls calls, WriteGaps gaps) {
        this.loop = loop;
        this.events = events;
        this.calls = calls;
        this.gaps = gaps;
        this.parked = new PolicyGroup(this, null);
    }

    // ---- channels -------------------------------------------------------------------------------------------------

    /** {@code channel} opened; it starts IDLE. */
    public void add(ScheduledChannel channel) {
        channel.state = SchedulerState.IDLE;
        channel.group = groupFor(channel);
        members.add(channel);
        show(channel);
    }

    /** {@code channel} closed: it leaves the frame, whatever its state; harmless when it never joined. */
    public void remove(ScheduledChannel channel) {
        PolicyGroup group = channel.group;
        if (group != null) {
            channel.group = null;
            show(channel);
            members.remove(channel);
            if (running != group) {
                group.pending().keep(group);
            }
            group.left(channel);
        }
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
        if (channel.group == null) {
            return;
        }
        channel.state = state;
        show(channel);
        if (state == SchedulerState.PENDING) {
            channel.pendingSince = loop.now();
            channel.group.pending(channel);
        }
    }

    /** What {@code channel} lacks for sending becomes the reasons that its writing is held for; edges only. */
    public void show(ScheduledChannel channel) {
        Suspension writing = channel.writing();
        boolean member = channel.group != null;
        boolean decides = member && channel.group.decides() && channel.canPick();
        long now = loop.now();
        writing.set(Reason.NO_CELLS, member && !channel.state.hasCells(), now);
        writing.set(Reason.NO_ROOM, member && !channel.state.hasRoom(), now);
        writing.set(Reason.NO_POLICY, member && !decides, now);
        if (channel.wrote) {
            writing.lift(Reason.SCHEDULER); // its policy let it send: from now on it waits anew
        }
        writing.set(Reason.SCHEDULER, decides && channel.state == SchedulerState.PENDING, now);
    }

    /** The policy of {@code group} came. */
    void show(PolicyGroup group) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).group == group) {
                show(members.get(i));
            }
        }
    }

    // ---- policies -------------------------------------------------------------------------------------------------

    /** From now on a new product of {@code next} decides about all channels, or nobody when it is null. */
    public void policy(SchedulerPolicyFactory next, Options settings) {
        between(() -> {
            take(Choices.none(), settings);
            take(Choices.of(next), settings);
        });
    }

    /**
     * From now on {@code next} decides, by the properties of channels; a policy that is used as before goes on. Channels
     * keep their state, and the pending ones are offered to their new policy.
     */
    public void choices(Choices<SchedulerPolicyFactory> next, Options settings) {
        between(() -> take(next, settings));
    }

    /** Makes all policies anew with {@code settings}. */
    public void reload(Options settings) {
        between(() -> {
            options = settings;
            groups.forEach(group -> group.renew(choices.label(group.factory()), settings));
        });
    }

    /** Makes all policies anew, as the network has {@code now} as parameters. */
    public void network(Params now) {
        between(() -> {
            params = now;
            groups.forEach(group -> group.renew(choices.label(group.factory()), options));
        });
    }

    /** What policies are made with. */
    Params params() {
        return params;
    }

    /** Does it now, or after the run or the change that is under way, and after those that wait for that already. */
    private void between(Runnable change) {
        if (busy || running != null) {
            later.add(change);
            return;
        }
        busy = true;
        try {
            change.run();
        } finally {
            busy = false;
        }
        ran();
    }

    private void take(Choices<SchedulerPolicyFactory> next, Options settings) {
        List<PolicyGroup> before = groups;
        choices = next;
        options = settings;
        groups = next.services().stream().map(this::groupOrNew).toList();
        before.stream().filter(group -> !groups.contains(group)).forEach(PolicyGroup::forget);
        groups.forEach(group -> group.decide(next.label(group.factory()), options));
        regroup(before);
    }

    private PolicyGroup groupOrNew(SchedulerPolicyFactory factory) {
        PolicyGroup known = groupOf(factory);
        return known == null ? new PolicyGroup(this, factory) : known;
    }

    /** Every channel to its group; the pending ones in the order in which they were. */
    private void regroup(List<PolicyGroup> before) {
        for (int i = 0; i < members.size(); i++) {
            move(members.get(i));
        }
        List<PolicyGroup> sources = new ArrayList<>(before);
        sources.add(parked);
        List<ScheduledChannel> moved = new ArrayList<>();
        for (PolicyGroup source : sources) {
            source.pending().takeOthers(source, moved);
        }
        moved.forEach(channel -> channel.group.pending(channel));
    }

    private void move(ScheduledChannel channel) {
        PolicyGroup from = channel.group;
        PolicyGroup to = groupFor(channel);
        if (from != to) {
            channel.group = to;
            show(channel);
            from.left(channel);
        }
    }

    private PolicyGroup groupFor(ScheduledChannel channel) {
        SchedulerPolicyFactory chosen =
                choices.isUniform() ? choices.general() : choices.chosenFor(channel.properties());
        PolicyGroup group = groupOf(chosen);
        return group == null ? parked : group;
    }

    private PolicyGroup groupOf(SchedulerPolicyFactory factory) {
        for (PolicyGroup group : groups) {
            if (group.factory() == factory) {
                return group;
            }
        }
        return null;
    }

    /** Policies' records of the channels of {@code group} are void. */
    void forgetData(PolicyGroup group) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).group == group) {
                members.get(i).policyData = null;
                show(members.get(i));
            }
        }
    }

    // ---- runs -----------------------------------------------------------------------------------------------------

    void runs(PolicyGroup group) {
        running = group;
    }

    boolean isRunning(PolicyGroup group) {
        return running == group;
    }

    /** No run is under way any more, nor a change of choices: the next change's turn. */
    void ran() {
        running = null;
        if (!busy && !later.isEmpty()) {
            between(later.remove());
        }
    }

    /** Somebody's policy does what none may: the one that runs, if one does. */
    Bug strayed(String what) {
        return running == null ? new Bug(what) : running.strayed(what);
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    /** The factory of the policy that decides in general; null when there is none. */
    public SchedulerPolicyFactory policy() {
        PolicyGroup general = groupOf(choices.general());
        return general == null || !general.decides() ? null : general.factory();
    }

    /** How many channels are pending. */
    public int pendingCount() {
        return parked.pending().size()
                + groups.stream().mapToInt(group -> group.pending().size()).sum();
    }

    /** A snapshot of each channel, for people. */
    public List<ScheduledStatus> status() {
        List<ScheduledStatus> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            all.add(members.get(i).status(loop.now()));
        }
        return all;
    }

    EventLoop loop() {
        return loop;
    }

    PolicyFailed events() {
        return events;
    }

    PolicyCalls calls() {
        return calls;
    }

    WriteGaps gaps() {
        return gaps;
    }
}
