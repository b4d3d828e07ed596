package org.tropea.core.circuit;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tropea.core.channel.RouterPeers;
import org.tropea.core.exchange.Exchanges;

/** What the circuit tables of a router with more than one loop know of each other. Any thread. */
public final class CircuitTables {
    private final Exchanges exchanges;
    private final RouterPeers peers;
    private final QueueMemory memory;
    private final AtomicReferenceArray<CircuitTable> tables;

    /** For {@code loops} loops, whose tables are yet to come. */
    public CircuitTables(int loops, Exchanges exchanges, RouterPeers peers) {
        this.exchanges = exchanges;
        this.peers = peers;
        this.memory = new QueueMemory(loops);
        this.tables = new AtomicReferenceArray<>(loops);
    }

    void put(int loop, CircuitTable table) {
        tables.set(loop, table);
    }

    /** The table of the loop at {@code loop}, to be touched only there. */
    CircuitTable at(int loop) {
        return tables.get(loop);
    }

    Exchanges exchanges() {
        return exchanges;
    }

    RouterPeers peers() {
        return peers;
    }

    QueueMemory memory() {
        return memory;
    }
}
