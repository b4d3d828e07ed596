package org.tropea.core.origin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.circuit.CircuitTable;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.core.edge.Edges;
import org.tropea.core.edge.StreamStatus;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.scope.RouterScope;

/**
 * A router's circuits that begin here, in one loop. They share numbers, queue marks, memory limit and totals with the
 * circuits of others, which {@link CircuitTable} has. Owned by the pipeline; touched only by the loop, but for
 * {@link #make}.
 */
public final class OriginTable {
    private final CircuitTable circuits;
    private final Edges edges;
    private final LoopGroup workers;
    private final RouterScope router;
    private final Bugs bugs;
    private final OnionSkin skin = new OnionSkin();
    private final Map<Long, ClientCircuit> mine = new LinkedHashMap<>();
    private boolean closed;

    /** None yet. */
    public OriginTable(CircuitTable circuits, Edges edges, LoopGroup workers, RouterScope router, Bugs bugs) {
        this.circuits = circuits;
        this.edges = edges;
        this.workers = workers;
        this.router = router;
        this.bugs = bugs;
        circuits.alsoHold(mine.values());
    }

    /** A circuit of this loop that has not started. Any thread. */
    ClientCircuit make(List<Hop> path, CircuitEvents events) {
        return new ClientCircuit(this, circuits.newNumber(), path, events);
    }

    /** {@code circuit} begins; one that was closed already does not. */
    void start(ClientCircuit circuit) {
        if (circuit.isClosed()) {
            return;
        }
        mine.put(circuit.id(), circuit);
        if (closed) {
            circuit.close(CloseCause.SHUTDOWN);
        } else {
            circuit.start();
        }
    }

    void closed(ClientCircuit circuit, CloseCause cause) {
        mine.remove(circuit.id());
        circuits.totals().closedOne(cause);
    }

    void failed(Throwable bug) {
        bugs.report("circuits that begin here", bug);
    }

    /** The network has other parameters now; the circuit table has them already. */
    public void networkChanged() {
        mine.values().forEach(circuit -> circuit.marks(circuits.onwardMarks()));
    }

    // ---- life -----------------------------------------------------------------------------------------------------

    /** Closes every circuit, and begins no more. */
    public void close(CloseCause cause) {
        closed = true;
        List.copyOf(mine.values()).forEach(circuit -> circuit.close(cause));
    }

    /** Closes circuit {@code number}; returns whether it was there. */
    public boolean close(long number, CloseCause cause) {
        ClientCircuit found = mine.get(number);
        if (found != null) {
            found.close(cause);
        }
        return found != null;
    }

    // ---- what there is --------------------------------------------------------------------------------------------

    /** How many there are; any thread, a moment late. */
    public int size() {
        return mine.size();
    }

    /** A snapshot of each, for people and tests. */
    public List<CircuitStatus> status() {
        return mine.values().stream().map(ClientCircuit::status).toList();
    }

    /** A snapshot of circuit {@code number}; null when it is not here. */
    public CircuitStatus status(long number) {
        ClientCircuit circuit = mine.get(number);
        return circuit == null ? null : circuit.status();
    }

    /** A snapshot of each stream of circuit {@code number}; null when that is not here. */
    public List<StreamStatus> streams(long number) {
        ClientCircuit circuit = mine.get(number);
        return circuit == null ? null : circuit.answered().status();
    }

    /** Why circuit {@code number} is not built yet, or its streams do not flow; empty when it is not here. */
    public List<Why> why(long number) {
        ClientCircuit circuit = mine.get(number);
        return circuit == null ? List.of() : circuit.why(loop().now());
    }

    /** Their streams' directions. */
    public List<Watched> watched() {
        List<Watched> all = new ArrayList<>();
        mine.values().forEach(circuit -> all.add(circuit.answered()));
        return all;
    }

    CircuitTable circuits() {
        return circuits;
    }

    ChannelTable channels() {
        return circuits.channels();
    }

    Edges edges() {
        return edges;
    }

    OnionSkin skin() {
        return skin;
    }

    LoopGroup workers() {
        return workers;
    }

    RouterScope router() {
        return router;
    }

    EventLoop loop() {
        return circuits.loop();
    }
}
