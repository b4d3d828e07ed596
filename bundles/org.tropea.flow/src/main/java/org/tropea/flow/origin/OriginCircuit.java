package org.tropea.flow.origin;

import java.util.List;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * A circuit that begins here, as who launched it sees it. The core implements it. {@link #id}, {@link #loop},
 * {@link #router} and {@link #toString} are for any thread, everything else for the circuit's loop. States: building
 * until the last hop asked for has answered, then built, until {@link #extend} asks for one more; closed, for good.
 */
public abstract class OriginCircuit {
    /** Its number, unique in the router; {@code circ:list} shows it. */
    public abstract long id();

    /** The loop that owns it, its streams, and these streams' connections. */
    public abstract EventLoop loop();

    /** The router it belongs to. */
    public abstract RouterScope router();

    /** The hops asked for, those that have not answered yet included. */
    public abstract List<Hop> path();

    /** How many hops have answered. */
    public abstract int hops();

    /** Whether every hop asked for has answered and it is not closed. */
    public abstract boolean isBuilt();

    /** Whether it is over. */
    public abstract boolean isClosed();

    /**
     * Asks for one more hop behind the last; its answer comes as {@link CircuitEvents#extended}, and
     * {@link CircuitEvents#built} again. Harmless when closed. Relays let 8 RELAY_EARLY cells pass (tor-spec 5.6), and
     * whatever is sent first beyond the first hop uses them up, so that nobody can tell extensions from streams: a circuit
     * that has none left closes with RESOURCE_LIMIT. IllegalArgumentException for a hop without an ntor key.
     */
    public abstract void extend(Hop hop);

    /**
     * Opens a stream at the last hop that has answered; see {@link #open(int, byte[], int, ClientEdge)}.
     */
    public Stream open(int command, byte[] body, ClientEdge edge) {
        return open(command, body, hops(), edge);
    }

    /**
     * Opens a stream at hop {@code hop}, from 1, by relay command {@code command}: BEGIN, BEGIN_DIR or RESOLVE (see
     * {@link org.tropea.cell.RelayCommand}) with {@code body}, at most 498 bytes. The answer goes to {@code edge}, in a
     * later turn. Bytes may be packaged once it is {@link ClientEdge#connected}. Returns null, having sent nothing, when
     * the circuit takes no streams: that hop has not answered, it is closed, it has no free stream id left, or nobody
     * brings windows (org.tropea.congestion.fixed does).
     */
    public abstract Stream open(int command, byte[] body, int hop, ClientEdge edge);

    /** How many streams are on it. */
    public abstract int streams();

    /**
     * Closes it: its streams end with END reason {@code cause.endReason()} at this side, the first hop gets DESTROY,
     * without a reason, as origins give none, and {@link CircuitEvents#closed} follows. Harmless when closed.
     */
    public abstract void close(CloseCause cause);
}
