package org.tropea.core.circuit;

import java.net.SocketAddress;
import java.util.Queue;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.core.channel.Drop;
import org.tropea.core.channel.Leg;
import org.tropea.core.channel.RelayChannel;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;

/**
 * A circuit at this relay: two one-way directions, each with its own layer of encryption, between a leg towards the
 * client and, once extended, a leg onward (tor-spec 5). This is the half towards the client, with the circuit's life and
 * its streams; the other half is an {@link Onward}, here or, behind a {@link Crossing}, in another loop. Owned by its
 * {@link CircuitTable}, touched only by its loop. States: {@link CircuitState} and {@link OnwardState}.
 */
public final class Circuit extends RelayEnd implements Holder {
    /** How many RELAY_EARLY cells a client may send on one circuit (tor-spec 5.6). */
    static final int MAX_RELAY_EARLY = 8;

    private final CircuitTable table;
    private final long number;
    private final long createdAt;
    private final PrevLeg prev = new PrevLeg(this);
    private final NearOnward near;
    private CircuitState state = CircuitState.HANDSHAKE;
    /** Set while the onward half is in another loop; then {@link #near} is empty. */
    private Crossing crossing;

    private RelayLayer forwardLayer;
    private int earlyLeft = MAX_RELAY_EARLY;
    private long cellsForward;
    private long cellsBackward;

    Circuit(CircuitTable table, long number, RelayChannel channel, int id) {
        this.table = table;
        this.number = number;
        this.createdAt = table.loop().now();
        this.near = new NearOnward(table, this);
        channel.attach(prev, id, table.marks());
    }

    /**
     * The onion handshake is answered by {@code created}, a CREATED2 or CREATED_FAST cell with its payload in place.
     */
    void open(RelayCrypto crypto, Cell created) {
        forwardLayer = crypto.forward();
        near.layer(crypto.backward());
        state = CircuitState.OPEN;
        prev.queue().append(created, table.loop().now());
    }

    /** From now on other marks hold for its queues, as far as they are in this loop. */
    void marks(QueueMarks back, QueueMarks onward) {
        prev.queue().marks(back);
        near.marks(onward);
    }

    // ---- away from the client -------------------------------------------------------------------------------------

    /** Reads what {@link #forward} will need. */
    int fetch() {
        RelayLayer layer = forwardLayer;
        NextLeg next = near.leg();
        return (layer == null ? 0 : layer.fetch())
                + (next == null ? 0 : next.queue().fetch());
    }

    /** A cell from the client's side: peels a layer on its way into a pooled cell, then delivers it or passes it on. */
    void forward(byte[] array, int offset, boolean early, long now) {
        if (state != CircuitState.OPEN || early && --earlyLeft < 0) {
            close(CloseCause.PEER_FAULT);
            return;
        }
        cellsForward++;
        Cell cell = table.pool().take();
        forwardLayer.apply(array, offset + Cell.HEADER, cell.bytes, Cell.HEADER);
        if (forwardLayer.recognize(cell.bytes, Cell.HEADER)) {
            recognized(cell, early, now);
        } else {
            onwards(cell, early, now);
        }
    }

    private void onwards(Cell cell, boolean early, long now) {
        NextLeg next = near.leg();
        if (next != null) {
            table.totals().relayed++;
            cell.header(next.id(), early ? CellCommand.RELAY_EARLY : CellCommand.RELAY);
            append(next, cell, now);
        } else if (crossing != null) {
            table.totals().relayed++;
            crossing.forward(cell, early);
        } else {
            table.pool().give(cell);
            close(CloseCause.PEER_FAULT);
        }
    }

    private void append(Leg leg, Cell cell, long now) {
        if (!leg.queue().append(cell, now)) {
            close(CloseCause.RESOURCE_LIMIT);
        }
    }

    private void recognized(Cell cell, boolean early, long now) {
        table.totals().delivered++;
        try {
            table.messages().take(this, cell.bytes, Cell.HEADER, early, now);
        } catch (PeerFault fault) {
            close(fault.cause());
        } finally {
            table.pool().give(cell);
        }
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    /** {@code cell}, which this owns now, went through our layer and goes to the client. */
    void towardsClient(Cell cell, long now) {
        if (state == CircuitState.CLOSED) {
            table.pool().give(cell); // it was between two loops when the circuit closed
            return;
        }
        cellsBackward++;
        append(prev, cell.header(prev.id(), CellCommand.RELAY), now);
    }

    @Override
    public void originate(int relayCommand, int streamId, byte[] data, int offset, int length) {
        if (state == CircuitState.OPEN) {
            originate(table.message(relayCommand, streamId, data, offset, length));
        }
    }

    /** The same with the plain message in {@code payload}, which is changed. */
    void originate(byte[] payload) {
        if (crossing == null) {
            near.originate(payload, 0, table.loop().now());
        } else {
            crossing.originate(payload);
        }
    }

    @Override
    public byte[] lastOriginatedDigest() {
        return crossing == null ? digest(near.layer()) : crossing.lastDigest();
    }

    /** Copies it from the layer that is here. */
    void lastDigest(byte[] into) {
        near.layer().lastDigest(into, 0);
    }

    @Override
    public byte[] lastRecognizedDigest() {
        return digest(forwardLayer);
    }

    private static byte[] digest(RelayLayer layer) {
        byte[] digest = new byte[layer.digestLength()];
        layer.lastDigest(digest, 0);
        return digest;
    }

    // ---- extending ------------------------------------------------------------------------------------------------

    /** Extends it to {@code target} by {@code create}, in the loop where there is, or is to be, a channel to that relay. */
    void extend(ChannelTarget target, Create2 create) {
        CircuitTables tables = table.tables();
        if (tables == null) {
            near.extend(target, create);
            return;
        }
        int here = table.loop().index();
        int there = tables.peers().claim(target, here, table.loop().now());
        if (there != here) {
            crossing = new Crossing(this, table, tables.at(there), near.layer());
            near.layer(null);
            crossing.start(target, create);
            return;
        }
        try {
            near.extend(target, create);
        } finally {
            tables.peers().arrived(target, here);
        }
    }

    /** Lets go of everything onward, telling the next relay {@code reason}; the circuit then ends here. */
    void truncate(int reason) {
        if (crossing == null) {
            near.letGo(reason);
        } else {
            crossing.truncate(reason);
        }
    }

    /** Nothing is in another loop any more, and the {@code layer} towards the client here; {@code held} waited for it. */
    void returned(RelayLayer layer, Queue<Runnable> held) {
        if (state != CircuitState.CLOSED) {
            near.layer(layer);
            crossing = null;
            held.forEach(Runnable::run);
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /**
     * Closes it: what waits in its queues is dropped, and both neighbours get a DESTROY, except one that sent it or
     * whose channel is gone. Harmless when closed.
     */
    @Override
    public void close(CloseCause cause) {
        if (state == CircuitState.CLOSED) {
            return;
        }
        state = CircuitState.CLOSED;
        if (crossing == null) {
            near.letGo(cause.destroyReason());
        } else {
            crossing.close(cause.destroyReason());
        }
        prev.channel().destroy(prev, cause.destroyReason());
        table.closed(this, cause);
    }

    void filled() {
        table.recognizedCells().queueFull(this);
    }

    void queueDrained() {
        if (state != CircuitState.OPEN) {
            return;
        }
        try {
            table.recognizedCells().queueDrained(this);
        } catch (RuntimeException bug) {
            table.failed(bug); // the scheduler, in whose run this is, has no part in it
            close(CloseCause.BUG);
        }
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    @Override
    public long number() {
        return number;
    }

    @Override
    public EventLoop loop() {
        return table.loop();
    }

    /** Where it stands towards the client. */
    public CircuitState state() {
        return state;
    }

    /** Where it stands away from the client. */
    public OnwardState onward() {
        return crossing == null ? near.state() : crossing.state();
    }

    @Override
    public boolean queueFull() {
        return prev.queue().isFull();
    }

    /** How many cells wait for the channel towards the client. */
    public int queueLength() {
        return prev.queue().cells();
    }

    /** The address of the previous hop; null while its channel has no backend. */
    public SocketAddress cameFrom() {
        return prev.channel().remote();
    }

    /** Whether the previous hop is a client rather than a relay. */
    public boolean fromClient() {
        return prev.channel().isClient();
    }

    @Override
    public void dropped() {
        table.totals().dropped++;
    }

    void dropped(Drop why) {
        table.channels().drops().count(why);
    }

    Leg prev() {
        return prev;
    }

    /** Cells of its client, and for it, so far. */
    long carried() {
        return cellsForward + cellsBackward;
    }

    /** How many cells wait in both its queues, as far as they are in this loop. */
    @Override
    public int cells() {
        return prev.queue().cells() + near.queued();
    }

    @Override
    public long bytesHeld() {
        return table.recognizedCells().bytesHeld(this);
    }

    @Override
    public long oldestAt() {
        return Math.min(
                Math.min(prev.queue().oldestAt(), near.queuedSince()),
                table.recognizedCells().oldestAt(this));
    }

    /** A snapshot for people and tests; what is in another loop is missing, see {@link FarStatus}. */
    public CircuitStatus status() {
        NextLeg next = near.leg();
        return new CircuitStatus(
                number,
                state,
                onward(),
                prev.channel().id(),
                prev.id(),
                next == null ? 0 : next.channel().id(),
                next == null ? 0 : next.id(),
                cellsForward,
                cellsBackward,
                prev.queue().cells(),
                near.queued(),
                table.recognizedCells().streams(this),
                (table.loop().now() - createdAt) / 1_000_000_000L,
                "");
    }
}
