package org.tropea.core.edge;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.circuit.RecognizedCells;
import org.tropea.core.conn.Why;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.scope.RouterScope;

/**
 * Receives the relay cells of one router that are recognized here and belong to no circuit command, and keeps one
 * {@link CircuitEdge} for each circuit that has ever had a stream. Called in the circuit's loop.
 */
public final class Edges implements RecognizedCells {
    private final RouterScope router;
    private final Function<String, EdgeType> types;
    private final Supplier<CongestionPolicy> congestion;
    private volatile boolean hibernating;
    private long early;

    /** Edges whose streams go where {@code types} says by relay command, under {@code congestion} chosen at creation. */
    public Edges(RouterScope router, Function<String, EdgeType> types, Supplier<CongestionPolicy> congestion) {
        this.router = router;
        this.types = types;
        this.congestion = congestion;
    }

    /** From now on every new stream is refused with END HIBERNATING. Any thread. */
    public void hibernate() {
        hibernating = true;
    }

    @Override
    public void relayCell(Circuit circuit, int command, int streamId, byte[] array, int data, int length, long now)
            throws PeerFault {
        CircuitEdge edge = edge(circuit);
        switch (command) {
            case RelayCommand.DATA -> edge.data(streamId, array, data, length);
            case RelayCommand.SENDME -> edge.sendme(streamId, array, data, length);
            case RelayCommand.BEGIN, RelayCommand.BEGIN_DIR, RelayCommand.RESOLVE ->
                edge.begin(command, streamId, array, data, length);
            case RelayCommand.END -> edge.end(streamId, array, data, length);
            case RelayCommand.CONNECTED -> edge.connected(streamId);
            default -> circuit.dropped();
        }
    }

    @Override
    public void closed(Circuit circuit, CloseCause cause) {
        if (circuit.attachment() instanceof CircuitEdge edge) {
            edge.closed(cause);
        }
    }

    @Override
    public void queueDrained(Circuit circuit) {
        if (circuit.attachment() instanceof CircuitEdge edge) {
            edge.resume();
        }
    }

    @Override
    public void queueFull(Circuit circuit) {
        if (circuit.attachment() instanceof CircuitEdge edge) {
            edge.pause();
        }
    }

    /** Why the streams of {@code circuit} do not flow; empty when it has none. */
    public List<Why> why(Circuit circuit) {
        return circuit.attachment() instanceof CircuitEdge edge
                ? edge.why(circuit.loop().now())
                : List.of();
    }

    @Override
    public long bytesHeld(Circuit circuit) {
        return circuit.attachment() instanceof CircuitEdge edge ? edge.bytesHeld() : 0;
    }

    @Override
    public long oldestAt(Circuit circuit) {
        return circuit.attachment() instanceof CircuitEdge edge ? edge.oldestAt() : Long.MAX_VALUE;
    }

    /** Bytes that came on streams which have no connection yet; their types keep them. */
    public long earlyBytes() {
        return early;
    }

    void early(int more) {
        early += more;
    }

    private CircuitEdge edge(Circuit circuit) {
        if (circuit.attachment() instanceof CircuitEdge edge) {
            return edge;
        }
        CongestionPolicy policy = congestion.get();
        CircuitEdge edge = new CircuitEdge(this, circuit, policy == null ? null : policy.circuit());
        circuit.attach(edge);
        return edge;
    }

    RouterScope router() {
        return router;
    }

    boolean hibernating() {
        return hibernating;
    }

    EdgeType type(int command) {
        return types.apply(RelayCommand.name(command));
    }
}
