package org.tropea.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.circuit.CircuitTable;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.WriteGaps;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.core.edge.Edges;
import org.tropea.core.edge.StreamStatus;
import org.tropea.core.origin.OriginTable;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Adopted;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.Choices;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/**
 * What one router has in one loop: the scheduler frame, channels, circuits and edges, wired to the router's slots. Made
 * and touched in that loop.
 */
final class LoopPipeline {

    /** Milliseconds. C tor's default is 30 seconds too. */
    private static final Param HALFLIFE = new Param("CircuitPriorityHalflifeMsec", 30_000, 1, Integer.MAX_VALUE);

    private final EventLoop loop;
    private final RouterScope router;
    private final RouterSlots slots;
    private final CellAccount account;
    private final PolicyCalls schedulerCalls;
    private final SchedulerFrame scheduler;
    private final ChannelTable channels;
    private final Edges edges;
    private final CircuitTable circuits;
    private final OriginTable origins;
    private final ActivityClock clock;
    private final BetweenLoops others;
    private Params params = Params.NONE;

    LoopPipeline(
            EventLoop loop, RouterScope router, RouterSlots slots, LoopGroup workers, Bugs bugs, BetweenLoops others) {
        this.loop = loop;
        this.router = router;
        this.slots = slots;
        this.others = others;
        Options options = router.options();
        this.clock = new ActivityClock(halflife(options, params), loop.now());
        this.account = new CellAccount(others.exchanges().pool(loop.index()), clock, System::nanoTime);
        this.schedulerCalls = new PolicyCalls("scheduler", System::nanoTime);
        this.scheduler = new SchedulerFrame(
                loop,
                new SlotPolicies<>(slots.scheduler(), SchedulerPolicyFactory.class, loop.index()),
                schedulerCalls,
                account.gaps());
        this.channels = new ChannelTable(
                loop,
                router,
                account,
                scheduler,
                new SlotPolicies<>(slots.mux(), CircuitMuxPolicyFactory.class, loop.index()));
        this.edges = new Edges(
                loop,
                router,
                bugs,
                (policy, why) -> slots.congestion().quarantine((CongestionPolicy) policy, "failed: " + why));
        RouterKeys keys = router.part(RouterKeys.class);
        this.circuits = new CircuitTable(loop, workers, keys, options, account, channels, edges, bugs);
        this.origins = new OriginTable(circuits, edges, workers, router, bugs);
        if (others.areMany()) {
            channels.share(others.peers(), others.loads(), others.balance());
            circuits.join(others.circuits());
        }
        listen();
    }

    /** In nanoseconds. As in C tor an option of 0 stands for the default, a negative one for the consensus's. */
    static long halflife(Options options, Params params) {
        double seconds = options.decimal("CircuitPriorityHalflife");
        long nanos = (long) (seconds * 1e9);
        return nanos > 0 ? nanos : (seconds < 0 ? params : Params.NONE).get(HALFLIFE) * 1_000_000L;
    }

    private void listen() {
        int index = loop.index();
        slots.backends().at(index).listen(new Adopted<>() {
            @Override
            public void adopted(ChannelBackendFactory chosen) {
                // The choices that follow have it, too.
            }

            @Override
            public void changed(Choices<ChannelBackendFactory> choices) {
                channels.backends(choices);
            }

            @Override
            public void withdrawn(ChannelBackendFactory gone, Runnable done) {
                channels.backendGone(gone, done);
            }
        });
        slots.edges().at(index).listen(edges.types());
        slots.congestion().at(index).listen(edges);
        slots.mux().at(index).listen(allOf(channels::circuitMuxPolicies));
        slots.scheduler().at(index).listen(allOf(choices -> scheduler.choices(choices, router.options())));
    }

    private static <T> Adopted<T> allOf(Consumer<Choices<T>> owner) {
        return new Adopted<>() {
            @Override
            public void adopted(T chosen) {
                // The choices that follow have it, too.
            }

            @Override
            public void changed(Choices<T> choices) {
                owner.accept(choices);
            }
        };
    }

    /**
     * The bytes in buffers, which count for MaxMemInQueues besides the cells; so do those of young streams, and cells on
     * their way to other loops.
     */
    void bytesElsewhere(LongSupplier buffers) {
        circuits.bytesElsewhere(() -> buffers.getAsLong() + edges.earlyBytes() + spilledBytes());
    }

    private long spilledBytes() {
        return (long) others.exchanges().spilled(loop.index()) * CellAccount.CELL_BYTES;
    }

    void reload(Options options) {
        clock.halflife(halflife(options, params), loop.now());
        circuits.reload(options);
        scheduler.reload(options);
    }

    /** The network has {@code now} as parameters. */
    void network(Params now) {
        params = now;
        clock.halflife(halflife(router.options(), params), loop.now());
        circuits.network(params);
        origins.networkChanged();
        edges.network(params);
        scheduler.network(params);
    }

    void hibernate() {
        edges.hibernate();
        circuits.hibernate();
    }

    void close() {
        origins.close(CloseCause.SHUTDOWN);
        circuits.close(CloseCause.SHUTDOWN);
        channels.close(CloseCause.SHUTDOWN);
    }

    /** Everything with directions but its connections. */
    List<Watched> watched() {
        List<Watched> all = new ArrayList<>(channels.watched());
        all.addAll(circuits.attachments(Watched.class));
        all.addAll(origins.watched());
        return all;
    }

    /** Why the streams of circuit {@code number} and the channels it is on do not send; empty when it is not here. */
    List<Why> circuitWhy(long number) {
        Circuit circuit = circuits.circuit(number);
        List<Why> lines = new ArrayList<>();
        if (circuit != null) {
            CircuitStatus status = circuit.status();
            lines.addAll(channelWhy("client ch.", status.prevChannel()));
            lines.addAll(channelWhy("onward ch.", status.nextChannel()));
            lines.addAll(edges.why(circuit));
        }
        CircuitStatus origin = origins.status(number);
        if (origin != null) {
            lines.addAll(channelWhy("onward ch.", origin.nextChannel()));
            lines.addAll(origins.why(number));
        }
        lines.addAll(channelWhy("onward ch.", circuits.onwardChannel(number)));
        return lines;
    }

    private List<Why> channelWhy(String direction, long id) {
        return channels.why(id).stream()
                .map(why -> new Why(direction, why.reason(), why.holder(), why.held(), why.until()))
                .toList();
    }

    SchedulerFrame scheduler() {
        return scheduler;
    }

    PolicyCalls schedulerCalls() {
        return schedulerCalls;
    }

    PolicyCalls muxCalls() {
        return account.policyCalls();
    }

    WriteGaps gaps() {
        return account.gaps();
    }

    ChannelTable channels() {
        return channels;
    }

    CircuitTable circuits() {
        return circuits;
    }

    OriginTable origins() {
        return origins;
    }

    /** Those of others and those that begin here. */
    List<CircuitStatus> circuitStatus() {
        List<CircuitStatus> all = new ArrayList<>(circuits.status());
        all.addAll(origins.status());
        return all;
    }

    boolean closeCircuit(long number) {
        return circuits.close(number, CloseCause.OPERATOR) || origins.close(number, CloseCause.OPERATOR);
    }

    Edges edges() {
        return edges;
    }

    /** The streams of circuit {@code number}; null when it is not in this loop. */
    List<StreamStatus> streams(long number) {
        Circuit circuit = circuits.circuit(number);
        return circuit == null ? origins.streams(number) : edges.status(circuit);
    }
}
