package org.tropea.core.origin;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.tropea.core.channel.RouterPeers;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;

/** One router's circuits that begin here: says in which loop one lives, and sends it there. Any thread. */
public final class RouterOrigins implements OriginCircuits {
    private final IntFunction<OriginTable> tables;
    private final RouterPeers peers;
    private final LongSupplier clock;

    /** Over each loop's table; {@code peers} knows where the channels are, by the time of {@code clock}. */
    public RouterOrigins(IntFunction<OriginTable> tables, RouterPeers peers, LongSupplier clock) {
        this.tables = tables;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public OriginCircuit launch(List<Hop> path, CircuitEvents events, EventLoop loop) {
        check(path);
        ChannelTarget first = path.get(0).target();
        int index = loop == null ? peers.claim(first, -1, clock.getAsLong()) : loop.index();
        OriginTable table = tables.apply(index);
        ClientCircuit circuit = table.make(path, events);
        try {
            table.loop().execute(() -> {
                try {
                    table.start(circuit);
                } finally {
                    arrived(loop, first, index);
                }
            });
        } catch (RuntimeException stopped) {
            arrived(loop, first, index);
            throw stopped;
        }
        return circuit;
    }

    private void arrived(EventLoop asked, ChannelTarget first, int index) {
        if (asked == null) {
            peers.arrived(first, index);
        }
    }

    private static void check(List<Hop> path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a circuit has at least one hop");
        }
        for (Hop hop : path.subList(1, path.size())) {
            if (hop.isFast()) {
                throw new IllegalArgumentException("CREATE_FAST reaches the first hop only, not " + hop);
            }
        }
    }
}
