package org.tropea.core.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.core.conn.LoopLoads;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Choices;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * A router's channels in one loop: makes those that peers start and those that extending circuits need, and closes idle
 * ones. Owned by the pipeline, touched only by the loop. Backend and circuitmux policy are given from outside and may
 * be away: then no channel is made, and none writes.
 */
public final class ChannelTable implements Channels {

    private final EventLoop loop;
    private final RouterScope router;
    private final CellAccount account;
    private final SchedulerFrame scheduler;
    private final PolicyFailed muxEvents;
    private final DropCounts drops = new DropCounts();
    private final PeerIndex peers = new PeerIndex();
    private final WaitList waits = new WaitList();
    private final List<RelayChannel> channels = new ArrayList<>();
    private final ChannelMaker maker;
    private RouterPeers everywhere;
    private LoopLoads loads;
    private RouterProbes probes = new RouterProbes(loop -> this, new LoopLoads(1));
    ChannelMover mover; // null with one loop
    private CircuitCommands commands;
    private Choices<CircuitMuxPolicyFactory> muxPolicies = Choices.none();
    private ChannelSweep sweep;
    private boolean closed;

    /** A table without channels; {@code muxEvents} hears of circuitmux policies that failed on some channel. */
    public ChannelTable(
            EventLoop loop, RouterScope router, CellAccount account, SchedulerFrame scheduler, PolicyFailed muxEvents) {
        this.loop = loop;
        this.router = router;
        this.account = account;
        this.scheduler = scheduler;
        this.muxEvents = muxEvents;
        this.maker = new ChannelMaker(this);
    }

    /**
     * The router has more loops: {@code peers} is told of channels to relays, {@code loads} of circuits' ends, and
     * {@code balance} says which channels had better be elsewhere; first.
     */
    public void share(RouterPeers peers, LoopLoads loopLoads, LoopBalance balance) {
        everywhere = peers;
        loads = loopLoads;
        mover = new ChannelMover(this, peers, balance);
    }

    /** {@code router}'s probes hear of channels that open, and of those that do not; before any channel. */
    public void watch(RouterProbes routerProbes) {
        probes = routerProbes;
    }

    /** Sets who makes circuits, and starts to look for idle channels; once, before any channel. */
    public void start(CircuitCommands circuitCommands) {
        commands = circuitCommands;
        sweep = new ChannelSweep(this, mover);
    }

    /** From now on new channels get their backends from {@code factory}; none are made while it is null. */
    public void backend(ChannelBackendFactory factory) {
        backends(Choices.of(factory));
    }

    /**
     * The same, by the properties of what new channels are to reach; those that peers start get the general choice, since
     * the listener that took their connection belongs to it.
     */
    public void backends(Choices<ChannelBackendFactory> choices) {
        maker.choices(choices);
    }

    /** The bundle of {@code factory} stops: its channels drain; {@code done} is run when none is left. */
    public void backendGone(ChannelBackendFactory factory, Runnable done) {
        maker.products().withdrawn(factory, done);
    }

    /** From now on {@code factory}'s products decide on all channels; nobody while it is null. */
    public void circuitMuxPolicy(CircuitMuxPolicyFactory factory) {
        circuitMuxPolicies(Choices.of(factory));
    }

    /** The same, by the properties of channels; where the choice is what it was, its product stays. */
    public void circuitMuxPolicies(Choices<CircuitMuxPolicyFactory> choices) {
        muxPolicies = choices;
        for (RelayChannel channel : List.copyOf(channels)) {
            if (channel.state() == ChannelState.OPEN) {
                chooseMuxPolicy(channel);
            }
        }
    }

    /** {@code channel} is open, or choices changed: it gets a product of what is chosen for it. */
    void chooseMuxPolicy(RelayChannel channel) {
        CircuitMuxPolicyFactory chosen = muxPolicyFor(channel);
        if (channel.mux().policy() != chosen) {
            channel.port().muxPolicy(chosen);
        }
    }

    private CircuitMuxPolicyFactory muxPolicyFor(RelayChannel channel) {
        return muxPolicies.isUniform() ? muxPolicies.general() : muxPolicies.chosenFor(channel.properties());
    }

    @Override
    public void incoming(CellLink link) {
        maker.incoming(link);
    }

    /** Whether {@code chosen} may be used at all is the caller's to know. */
    @Override
    public <B extends ChannelBackend> B incoming(
            EventLoop at, ChannelBackendFactory chosen, Function<Channel, B> accept) {
        return maker.incoming(chosen, accept);
    }

    /** The best open channel to the relay and one of the addresses of {@code target}; null when there is none. */
    public RelayChannel openFor(ChannelTarget target) {
        return peers.best(target, loop.now());
    }

    /**
     * Tells {@code waiter} when there is a channel to {@code target}: one that is on its way there already, or a new
     * one. LocalFault when none can be started.
     */
    public void await(ChannelTarget target, ChannelWaiter waiter) throws LocalFault {
        if (mover == null || !mover.brings(target, waiter)) {
            awaitHere(target, waiter);
        }
    }

    /** The same, whatever is on its way from another loop. */
    void awaitHere(ChannelTarget target, ChannelWaiter waiter) throws LocalFault {
        RelayChannel opening = PeerIndex.opening(channels, target);
        if (opening == null) {
            opening = launch(target);
        }
        if (opening.state() == ChannelState.OPEN) {
            waiter.opened(opening);
        } else if (opening.state().isCondemned()) {
            throw new LocalFault("the connection to " + target.identity() + " failed at once");
        } else {
            waits.add(target, opening, waiter);
        }
    }

    /** Whether there is a backend that may begin channels to {@code target}. */
    boolean canReach(ChannelTarget target) {
        return maker.chosenFor(target) != null;
    }

    /** Begins a channel to {@code target} whatever there is already; it closes soon when nobody uses it. */
    void probe(ChannelTarget target) throws LocalFault {
        launch(target).idleTimeout(ChannelSweep.PROBE_IDLE);
    }

    /** {@code waiter} waits no more. */
    public void forget(ChannelWaiter waiter) {
        waits.remove(waiter);
        if (mover != null) {
            mover.forget(waiter);
        }
    }

    private RelayChannel launch(ChannelTarget target) throws LocalFault {
        RelayChannel channel = maker.launch(target);
        if (everywhere != null && channel.state() == ChannelState.OPENING) {
            everywhere.put(channel);
        }
        return channel;
    }

    /** Somebody's backend failed where no circuit could be blamed. */
    void failed(Throwable bug) {
        boolean ours = bug instanceof RuntimeException;
        commands.failed(ours ? (RuntimeException) bug : new Bug("a class of a bundle that went away was needed", bug));
    }

    // ---- what channels tell ---------------------------------------------------------------------------------------

    void opened(RelayChannel channel) {
        peers.add(channel);
        probes.opened(channel);
        if (everywhere != null) {
            everywhere.put(channel);
            mover.opened(channel);
        }
        for (ChannelWaiter waiter : waits.takeSatisfied(channel)) {
            waiter.opened(channel);
        }
        for (ChannelWaiter waiter : waits.takeLaunched(channel)) {
            waiter.failed(CloseCause.WRONG_IDENTITY);
        }
    }

    void left(RelayChannel channel, CloseCause cause) {
        peers.remove(channel);
        probes.left(channel, cause);
        if (everywhere != null) {
            everywhere.remove(channel);
        }
        for (ChannelWaiter waiter : waits.takeLaunched(channel)) {
            waiter.failed(cause);
        }
    }

    /** Its channels have one more end of a circuit, or one less. */
    void ends(int change) {
        if (loads != null) {
            loads.add(loop.index(), change);
        }
    }

    void closed(RelayChannel channel) {
        channels.remove(channel);
        maker.products().ended(channel);
        if (mover != null) {
            mover.closed(channel);
        }
    }

    void muxPolicyFailed(RelayChannel channel, Object factory, Throwable cause) {
        muxEvents.policyFailed(factory, cause);
        if (channel.mux().policy() == null && muxPolicyFor(channel) != factory) {
            chooseMuxPolicy(channel);
        }
    }

    PolicyFailed muxEvents() {
        return muxEvents;
    }

    // ---- to and from other loops ----------------------------------------------------------------------------------

    /** Makes this loop's channels. */
    ChannelMaker maker() {
        return maker;
    }

    /** Those that are open, by relay. */
    PeerIndex peers() {
        return peers;
    }

    /** All of them. */
    List<RelayChannel> channels() {
        return channels;
    }

    /** Closes every channel, and makes no more. */
    public void close(CloseCause cause) {
        closed = true;
        if (sweep != null) {
            sweep.stop();
        }
        for (RelayChannel channel : List.copyOf(channels)) {
            channel.close(cause);
        }
    }

    /** Closes channel {@code id}; returns whether it was there. */
    public boolean close(long id, CloseCause cause) {
        RelayChannel found =
                channels.stream().filter(each -> each.id() == id).findFirst().orElse(null);
        if (found != null) {
            found.close(cause);
        }
        return found != null;
    }

    /** No more channels are made. */
    boolean isClosed() {
        return closed;
    }

    /** How many channels there are, open or not. */
    public int size() {
        return channels.size();
    }

    /** The channels with their directions. */
    public List<Watched> watched() {
        return List.copyOf(channels);
    }

    /** Why channel {@code id} does not send; empty when there is none. */
    public List<Why> why(long id) {
        return channels.stream()
                .filter(channel -> channel.id() == id)
                .flatMap(channel -> Why.of("writing", channel.writing(), loop.now()).stream())
                .toList();
    }

    /** A snapshot of each channel, for people and tests. */
    public List<ChannelStatus> status() {
        return channels.stream().map(RelayChannel::status).toList();
    }

    /** Cells dropped and counted. */
    public DropCounts drops() {
        return drops;
    }

    EventLoop loop() {
        return loop;
    }

    RouterScope router() {
        return router;
    }

    CellAccount account() {
        return account;
    }

    SchedulerFrame scheduler() {
        return scheduler;
    }

    CircuitCommands commands() {
        return commands;
    }
}
