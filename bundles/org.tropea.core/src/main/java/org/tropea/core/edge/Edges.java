package org.tropea.core.edge;

import java.util.List;
import java.util.Objects;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.circuit.RecognizedCells;
import org.tropea.core.circuit.RelayEnd;
import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.core.conn.Why;
import org.tropea.core.slot.Adopted;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.Products;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.params.Params;

/**
 * Receives the relay cells of one router that are recognized here and belong to no circuit command, and keeps one
 * {@link CircuitEdge} for each circuit that has ever had a stream. Called in the circuit's loop.
 */
public final class Edges implements RecognizedCells, Adopted<CongestionPolicy> {
    private final RouterScope router;
    private final Bugs bugs;
    private final PolicyFailed failures;
    private final EdgeTypes types;
    private final Products<CongestionPolicy, RelayEnd> byPolicy;
    private CongestionPolicy policy;
    private Params params = Params.NONE;
    private SendmeVersions sendmes = SendmeVersions.of(Params.NONE);
    private volatile boolean hibernating;
    private long early;
    private int open;

    /** Edges without types and congestion policy; {@code failures} hears of policies that make no windows. */
    public Edges(EventLoop loop, RouterScope router, Bugs bugs, PolicyFailed failures) {
        this.router = router;
        this.bugs = bugs;
        this.failures = failures;
        this.types = new EdgeTypes(loop, router);
        this.byPolicy = new Products<>(loop, router, RelayEnd::close);
    }

    /** From now on circuits get their windows from {@code chosen} when their first stream begins. */
    @Override
    public void adopted(CongestionPolicy chosen) {
        policy = chosen;
    }

    /** Windows cannot move to another policy, so the circuits whose windows {@code gone} made drain. */
    @Override
    public void withdrawn(CongestionPolicy gone, Runnable done) {
        byPolicy.withdrawn(gone, done);
    }

    /** The network has {@code now} as parameters: SENDME versions for all circuits, windows for new ones. */
    public void network(Params now) {
        params = now;
        sendmes = SendmeVersions.of(now);
    }

    SendmeVersions sendmes() {
        return sendmes;
    }

    /** From now on every new stream is refused with END HIBERNATING. Any thread. */
    public void hibernate() {
        hibernating = true;
    }

    @Override
    public void relayCell(Circuit circuit, int command, int streamId, byte[] array, int data, int length, long now)
            throws PeerFault {
        edge(circuit).take(command, streamId, array, data, length);
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

    @Override
    public int streams(Circuit circuit) {
        return circuit.attachment() instanceof CircuitEdge edge ? edge.size() : 0;
    }

    /** A snapshot of each stream of {@code circuit}, for people and tests. */
    public List<StreamStatus> status(Circuit circuit) {
        return circuit.attachment() instanceof CircuitEdge edge ? edge.status() : List.of();
    }

    /** How many streams there are; any thread, a moment late. */
    public int size() {
        return open;
    }

    void counted(int change) {
        open += change;
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
        CircuitEdge edge = new RelayEdge(this, circuit);
        circuit.attach(edge);
        return edge;
    }

    /** The streams that this end opens at {@code hop}, none yet. */
    public OriginEdge origin(RelayEnd hop) {
        return new OriginEdge(this, hop);
    }

    /** Windows for {@code circuit}; null while nobody can make them. */
    CircuitCongestion windows(RelayEnd circuit) {
        if (policy == null) {
            return null;
        }
        try {
            CircuitCongestion made = Objects.requireNonNull(policy.circuit(params), "it made no windows");
            byPolicy.made(policy, circuit);
            return made;
        } catch (RuntimeException | LinkageError bug) {
            failed("congestion policy", bug);
            failures.policyFailed(policy, bug);
            policy = null;
            return null;
        }
    }

    /** Whether the bundle that made the windows of {@code circuit} stops. */
    boolean isLeaving(RelayEnd circuit) {
        return byPolicy.isLeaving(circuit);
    }

    /** {@code circuit} is over, and needs its windows no more. */
    void ended(RelayEnd circuit) {
        byPolicy.ended(circuit);
    }

    void failed(String where, Throwable bug) {
        bugs.report(where, bug);
    }

    RouterScope router() {
        return router;
    }

    boolean hibernating() {
        return hibernating;
    }

    /** Its edge types, which the slot of edge types tells of changes. */
    public EdgeTypes types() {
        return types;
    }
}
