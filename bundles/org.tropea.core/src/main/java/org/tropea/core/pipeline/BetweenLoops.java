package org.tropea.core.pipeline;

import java.util.List;
import org.tropea.core.channel.LoopBalance;
import org.tropea.core.channel.RouterPeers;
import org.tropea.core.circuit.CircuitTables;
import org.tropea.core.conn.LoopLoads;
import org.tropea.core.exchange.Exchanges;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.loop.EventLoop;

/**
 * What connects the loops of one router. Any thread.
 *
 * @param exchanges the ways of cells, and the pools
 * @param loads how much each loop has to do
 * @param balance how much each loop's channels carry
 * @param peers where there are channels to which relays
 * @param circuits the circuit tables; null with one loop
 */
record BetweenLoops(
        Exchanges exchanges, LoopLoads loads, LoopBalance balance, RouterPeers peers, CircuitTables circuits) {
    /** Free cells kept in each loop, 514 bytes each: about 4 MiB. */
    private static final int CELLS_KEPT = 8192;

    static BetweenLoops of(List<EventLoop> loops, Bugs bugs) {
        Exchanges exchanges = new Exchanges(loops, CELLS_KEPT, bugs);
        LoopLoads loads = new LoopLoads(loops.size());
        RouterPeers peers = new RouterPeers(loads);
        CircuitTables circuits = loops.size() == 1 ? null : new CircuitTables(loops.size(), exchanges, peers);
        return new BetweenLoops(exchanges, loads, new LoopBalance(loops.size()), peers, circuits);
    }

    boolean areMany() {
        return circuits != null;
    }
}
