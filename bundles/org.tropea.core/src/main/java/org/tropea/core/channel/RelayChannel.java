package org.tropea.core.channel;

import java.net.SocketAddress;
import java.util.Map;
import org.tropea.core.circuitmux.CircuitMux;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.crypto.Randomness;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * A channel of a relay: its circuits and its life. {@link CellDispatch} finds the circuit of each cell that comes in,
 * {@link ChannelPort} sends the cells of its circuits. Owned by a {@link ChannelTable}, touched only by its loop;
 * while it carries no circuits it may go to another one.
 * States: {@link ChannelState}.
 */
public final class RelayChannel extends Channel implements Watched {
    /** More DESTROYs than this wait only for a peer that makes circuits and does not read. */
    private static final int MAX_DESTROYS = 1 << 16;

    private final ChannelBackendFactory maker;
    private final long id;
    private final ChannelTarget target;
    private final long createdAt;
    private final CircuitIds ids;
    private ChannelTable table;
    private ChannelPort port;
    private CircuitMux mux;
    private CellDispatch dispatch;
    private ChannelState state = ChannelState.OPENING;
    private ChannelBackend backend;
    private PeerIdentity peer = PeerIdentity.NONE;
    private int linkProtocol;
    private long emptySince;
    private long chosenIdleTimeout;
    private long idleTimeout;
    private int handshakes;
    private final Work work = new Work();

    /** {@code target} is null for a channel that the peer started; {@code maker} makes its backend. */
    RelayChannel(ChannelTable table, long id, ChannelTarget target, ChannelBackendFactory maker) {
        this.table = table;
        this.maker = maker;
        this.id = id;
        this.target = target;
        this.createdAt = table.loop().now();
        this.emptySince = createdAt;
        this.ids = new CircuitIds(target != null);
        this.port = new ChannelPort(table, this, ids, null);
        this.mux = port.mux();
        this.dispatch = new CellDispatch(table, this, ids, 0);
        port.writing().hold(Reason.LINK_HANDSHAKE, createdAt);
    }

    void backend(ChannelBackend backend) {
        this.backend = backend;
        port.backend(backend);
    }

    // ---- cells in -------------------------------------------------------------------------------------------------

    @Override
    public void cellsComing(byte[] array, int offset, int count) {
        dispatch.coming(array, offset, count);
    }

    @Override
    public void cellIn(byte[] array, int offset) {
        dispatch.cellIn(array, offset);
    }

    // ---- circuits -------------------------------------------------------------------------------------------------

    /** Puts {@code leg} on this channel under the free id that the peer chose. */
    public void attach(Leg leg, int circuitId, QueueMarks marks) {
        leg.attached(this, circuitId, mux.attach(marks, leg));
        ids.put(circuitId, leg);
        table.ends(1);
    }

    /** Puts {@code leg} on this channel under an id of ours; false when none could be found. */
    public boolean attachNew(Leg leg, QueueMarks marks) {
        int free = state == ChannelState.OPEN ? ids.choose() : 0;
        if (free == 0) {
            return false;
        }
        attach(leg, free, marks);
        return true;
    }

    /** Takes {@code leg} off without a word, drops what waits in its queue, and frees its id; harmless when done. */
    public void detach(Leg leg) {
        if (ids.get(leg.id()) == leg) {
            ids.remove(leg.id());
            mux.detach(leg.queue());
            table.ends(-1);
            noteEmpty();
        }
    }

    /** Takes {@code leg} off and tells the peer so; its id is free again when the DESTROY was sent. */
    public void destroy(Leg leg, int reason) {
        if (ids.get(leg.id()) == leg) {
            detach(leg);
            destroy(leg.id(), reason);
        }
    }

    /** Sends DESTROY for an id that no circuit has. */
    public void destroy(int circuitId, int reason) {
        if (state != ChannelState.OPEN) {
            return;
        }
        ids.destroying(circuitId);
        mux.destroy(circuitId, reason);
        if (mux.destroys() > MAX_DESTROYS) {
            close(CloseCause.RESOURCE_LIMIT);
        }
    }

    private void noteEmpty() {
        if (mux.circuits() == 0) {
            emptySince = table.loop().now();
        }
    }

    // ---- life -----------------------------------------------------------------------------------------------------

    @Override
    public void opened(PeerIdentity identity, int protocol) {
        if (state.isCondemned()) {
            return;
        }
        if (target != null && !identity.matches(target.identity())) {
            close(CloseCause.WRONG_IDENTITY);
            return;
        }
        become(ChannelState.OPEN);
        port.writing().lift(Reason.LINK_HANDSHAKE);
        peer = identity;
        linkProtocol = protocol;
        emptySince = table.loop().now();
        idleTimeout = idleTimeout();
        table.chooseMuxPolicy(this);
        table.scheduler().add(port);
        table.opened(this);
        port.writable();
    }

    @Override
    public void writable() {
        port.writable();
    }

    /**
     * Closes it: its circuits at once, its backend after what was written is flushed. Harmless when closing, but with
     * PROVIDER_GONE the backend flushes no longer.
     */
    public void close(CloseCause cause) {
        if (!state.isCondemned()) {
            become(ChannelState.CLOSING);
            leave(cause);
            closeBackend(cause);
        } else if (state == ChannelState.CLOSING && cause == CloseCause.PROVIDER_GONE) {
            closeBackend(cause);
        }
    }

    private void closeBackend(CloseCause cause) {
        if (backend != null) {
            backend.close(cause);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        boolean broken = cause == CloseCause.PEER_FAULT || cause == CloseCause.IO_ERROR || cause == CloseCause.BUG;
        boolean left = state.isCondemned();
        become(broken ? ChannelState.ERROR : ChannelState.CLOSED);
        if (!left) {
            leave(cause);
        }
        table.closed(this);
    }

    private void leave(CloseCause cause) {
        port.writing().lift(Reason.LINK_HANDSHAKE);
        port.writing().hold(Reason.CHANNEL_CLOSING, table.loop().now());
        table.scheduler().remove(port);
        ids.forEach(leg -> {
            detach(leg);
            leg.channelClosed(cause);
        });
        table.left(this, cause);
    }

    private void become(ChannelState next) {
        if (!state.mayBecome(next)) {
            throw new Bug("channel " + id + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    // ---- to another loop ------------------------------------------------------------------------------------------

    /** Whether nothing in this loop depends on it: it is open, without circuits, and nothing waits to be sent. */
    boolean rests() {
        return state == ChannelState.OPEN && mux.circuits() == 0 && mux.cells() == 0 && handshakes == 0;
    }

    /** Has the backend move, as {@link ChannelBackend#move}. */
    boolean move(EventLoop to, Runnable arrived) {
        return backend.move(to, arrived);
    }

    /** From now on, between two circuits, it is one of {@code next}'s. */
    void settleIn(ChannelTable next) {
        table = next;
        port = new ChannelPort(next, this, ids, port);
        port.backend(backend);
        mux = port.mux();
        dispatch = new CellDispatch(next, this, ids, dispatch.cells());
    }

    /** A circuit ended that went on, or came, by the channel numbered {@code other}, and carried {@code cells}. */
    public void shared(long other, long cells) {
        if (table.mover != null) {
            table.mover.ended(this, other, cells);
        }
    }

    /** What it carried lately. */
    Work work() {
        return work;
    }

    /** Cells in and out so far. */
    long cells() {
        return dispatch.cells() + port.cellsOut();
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    /** Who made its backend. */
    ChannelBackendFactory maker() {
        return maker;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public EventLoop loop() {
        return table.loop();
    }

    @Override
    public RouterScope router() {
        return table.router();
    }

    @Override
    public boolean initiator() {
        return target != null;
    }

    /** Where it stands. */
    public ChannelState state() {
        return state;
    }

    /** Who the peer is; {@link PeerIdentity#NONE} while it has not said so. */
    public PeerIdentity peer() {
        return peer;
    }

    /** Whether the peer is a client, which did not authenticate. */
    public boolean isClient() {
        return !peer.isKnown();
    }

    /** What choices for some channels only may depend on: {@link ChannelProperties}; once it is open. */
    Map<String, Object> properties() {
        return ChannelProperties.of(this);
    }

    int linkProtocol() {
        return linkProtocol;
    }

    /** Its way out. */
    ChannelPort port() {
        return port;
    }

    /** The queues of its circuits. */
    public CircuitMux mux() {
        return mux;
    }

    /** Whom it was to reach; null when the peer started it. */
    ChannelTarget target() {
        return target;
    }

    /** Since when it exists, in the loop's nanoseconds. */
    long createdAt() {
        return createdAt;
    }

    boolean canonical() {
        return backend != null && backend.canonical();
    }

    /** The address of the other end; null while there is no backend. */
    public SocketAddress remote() {
        return backend == null ? null : backend.remote();
    }

    /** Sets after how many nanoseconds without circuits it closes, in place of what else it would be. */
    void idleTimeout(long nanos) {
        chosenIdleTimeout = nanos;
    }

    /** Relays keep canonical channels to each other for about an hour, all others for 3 to 4.5 minutes. */
    private long idleTimeout() {
        boolean lasting = canonical() && !isClient();
        return (lasting ? Randomness.between(2700, 4500) : Randomness.between(180, 270)) * 1_000_000_000L;
    }

    boolean isIdle(long now) {
        return state == ChannelState.OPEN
                && mux.circuits() == 0
                && now - emptySince >= (chosenIdleTimeout > 0 ? chosenIdleTimeout : idleTimeout);
    }

    /** Counts onion handshakes of its peer that wait for an answer: adds {@code change} and returns the new number. */
    public int handshakes(int change) {
        return handshakes += change;
    }

    /** Why it does not send; SCHEDULER when only that has to let it. */
    public Suspension writing() {
        return port.writing();
    }

    @Override
    public void watch(Watchdog dog) {
        dog.look(this, "writing", port.writing());
    }

    @Override
    public String toString() {
        return "channel " + id;
    }

    /** A snapshot for people and tests. */
    public ChannelStatus status() {
        long now = table.loop().now();
        return new ChannelStatus(
                id,
                state,
                initiator(),
                peer.toString(),
                backend == null ? "-" : String.valueOf(backend.remote()),
                linkProtocol,
                canonical(),
                mux.circuits(),
                mux.active(),
                mux.cells(),
                mux.destroys(),
                dispatch.cells(),
                port.cellsOut(),
                port.schedulerState().name(),
                (now - createdAt) / 1_000_000_000L,
                backend == null ? "" : backend.describe());
    }
}
