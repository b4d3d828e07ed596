package org.tropea.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.core.channel.ChannelProperties;
import org.tropea.core.conn.ConnectionSlots;
import org.tropea.core.slot.KeyedSlot;
import org.tropea.core.slot.Names;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.core.slot.Survivable;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/**
 * One router's choices among the services of the container. Any thread.
 *
 * @param connections connection types, buffer layer, listeners, TLS provider
 * @param backends channel backends, by name
 * @param mux the circuitmux policy
 * @param scheduler the scheduler policy; the option Schedulers names them in order
 * @param congestion the congestion policy
 * @param edges edge types, by relay command
 */
record RouterSlots(
        ConnectionSlots connections,
        Slot<ChannelBackendFactory> backends,
        Slot<CircuitMuxPolicyFactory> mux,
        Slot<SchedulerPolicyFactory> scheduler,
        Slot<CongestionPolicy> congestion,
        KeyedSlot<EdgeType> edges) {
    private static final Logger LOG = LoggerFactory.getLogger(RouterSlots.class);

    static RouterSlots of(SlotContext context) {
        return new RouterSlots(
                ConnectionSlots.of(context),
                new Slot<>(
                        "channel", Names.property(ChannelBackendFactory.NAME), context, ChannelProperties.OF_TARGETS),
                new Slot<>(
                        "circuitmux",
                        Names.property(CircuitMuxPolicyFactory.NAME),
                        context,
                        ChannelProperties.OF_CHANNELS),
                new Slot<>(
                        "scheduler",
                        Names.property(SchedulerPolicyFactory.NAME),
                        context,
                        ChannelProperties.OF_CHANNELS),
                new Slot<>("congestion", Names.property(CongestionPolicy.NAME), context),
                new KeyedSlot<>("edge", Names.property(EdgeType.COMMANDS), context));
    }

    /** Takes over what the options choose by name. */
    void configure(Options options) {
        scheduler.configure(options.list("Schedulers"));
    }

    /** Lets the slots see every service of {@code whiteboard}, now and later; {@code options} are the router's. */
    void join(Whiteboard whiteboard, Supplier<Options> options) {
        whiteboard.buffers().tell(this, connections.buffers()::offer, connections.buffers()::withdraw);
        whiteboard.listeners().tell(this, connections.listeners()::offer, connections.listeners()::withdraw);
        whiteboard.connectionTypes().tell(this, connections.types()::offer, this::withdraw);
        whiteboard.kernelInfo().tell(this, connections.kernelInfo()::offer, connections.kernelInfo()::withdraw);
        whiteboard.backends().tell(this, backends::offer, backends::withdraw);
        whiteboard.muxPolicies().tell(this, rehearsed(CircuitMuxPolicyFactory::create, mux), mux::withdraw);
        whiteboard
                .schedulers()
                .tell(this, rehearsed(each -> each.create(options.get()), scheduler), scheduler::withdraw);
        whiteboard.congestion().tell(this, congestion::offer, congestion::withdraw);
        whiteboard.edgeTypes().tell(this, edges::offer, edges::withdraw);
        whiteboard.tls().tell(this, connections.tls()::offer, connections.tls()::withdraw);
    }

    /**
     * Offers a policy after a product of it was made and thrown away: its classes are then loaded and verified, which
     * took a loop up to some milliseconds. What it throws here it will throw in the loops, which know what to do.
     */
    private static <T> BiConsumer<T, Map<String, Object>> rehearsed(Consumer<T> making, Slot<T> slot) {
        return (factory, properties) -> {
            try {
                making.accept(factory);
            } catch (Throwable again) {
                LOG.debug("A product of {} could not be made", factory, Survivable.of(again));
            }
            slot.offer(factory, properties);
        };
    }

    /**
     * What brings connections of an edge type too gets no more streams from now on: they could not be dialled. Both
     * drain at the same time.
     */
    private void withdraw(ConnectionType type) {
        Runnable streams = type instanceof EdgeType edge ? edges.startWithdrawal(edge) : () -> {};
        connections.types().withdraw(type);
        streams.run();
    }

    /** Every slot there is, those of names that somebody once had included. */
    List<Slot<?>> all() {
        List<Slot<?>> all = new ArrayList<>(List.of(
                connections.buffers(),
                connections.listeners(),
                connections.tls(),
                connections.kernelInfo(),
                backends,
                mux,
                scheduler,
                congestion));
        connections.types().keys().forEach(name -> all.add(connections.types().slot(name)));
        edges.keys().forEach(command -> all.add(edges.slot(command)));
        return all;
    }

    /** Lets them see nothing more. */
    void leave(Whiteboard whiteboard) {
        whiteboard.buffers().forget(this);
        whiteboard.listeners().forget(this);
        whiteboard.connectionTypes().forget(this);
        whiteboard.kernelInfo().forget(this);
        whiteboard.backends().forget(this);
        whiteboard.muxPolicies().forget(this);
        whiteboard.schedulers().forget(this);
        whiteboard.congestion().forget(this);
        whiteboard.edgeTypes().forget(this);
        whiteboard.tls().forget(this);
    }
}
