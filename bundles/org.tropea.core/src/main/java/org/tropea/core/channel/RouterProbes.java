package org.tropea.core.channel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.core.conn.LoopLoads;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.Probes;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** One router's probes: each begins in the loop with the least to do. Any thread. */
public final class RouterProbes implements Probes {
    private static final Logger LOG = LoggerFactory.getLogger(RouterProbes.class);

    private final IntFunction<ChannelTable> tables;
    private final LoopLoads loads;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Probes by the table of each loop; {@code loads} chooses the loop. */
    public RouterProbes(IntFunction<ChannelTable> tables, LoopLoads loads) {
        this.tables = tables;
        this.loads = loads;
    }

    @Override
    public void probe(ChannelTarget target) {
        ChannelTable table = tables.apply(loads.least(0));
        try {
            table.loop().execute(() -> begin(table, target));
        } catch (RejectedExecutionException stopped) {
            failed(target, CloseCause.SHUTDOWN);
        }
    }

    private void begin(ChannelTable table, ChannelTarget target) {
        if (!table.canReach(target)) {
            failed(target, CloseCause.PROVIDER_GONE);
            return;
        }
        try {
            table.probe(target);
        } catch (LocalFault fault) {
            LOG.debug("a probe did not begin: {}", fault.getMessage()); // its channel left, which told the listeners
        }
    }

    @Override
    public Listening listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** In its loop: {@code channel} is open. */
    void opened(RelayChannel channel) {
        if (!listeners.isEmpty() && !channel.isClient()) {
            for (Listener listener : listeners) {
                listener.opened(channel.peer(), channel.remote(), channel.initiator());
            }
        }
    }

    /** In its loop: {@code channel} is gone. */
    void left(RelayChannel channel, CloseCause cause) {
        if (channel.initiator() && channel.isClient()) {
            failed(channel.target(), cause);
        }
    }

    private void failed(ChannelTarget target, CloseCause cause) {
        for (Listener listener : listeners) {
            listener.failed(target, cause);
        }
    }
}
