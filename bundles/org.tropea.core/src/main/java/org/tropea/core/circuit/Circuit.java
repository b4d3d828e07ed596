package org.tropea.core.circuit;

import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Created2;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.ChannelWaiter;
import org.tropea.core.channel.Drop;
import org.tropea.core.channel.Leg;
import org.tropea.core.channel.RelayChannel;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;

/**
 * A circuit at this relay: two one-way directions, each with its own layer of encryption, between a leg towards the
 * client and, once extended, a leg onward (tor-spec 5). Owned by its {@link CircuitTable}, touched only by its loop.
 * States: {@link CircuitState} and {@link OnwardState}.
 */
public final class Circuit {
    /** How many RELAY_EARLY cells a client may send on one circuit (tor-spec 5.6). */
    static final int MAX_RELAY_EARLY = 8;

    private final CircuitTable table;
    private final long number;
    private final long createdAt;
    private final PrevLeg prev = new PrevLeg(this);
    private CircuitState state = CircuitState.HANDSHAKE;
    private OnwardState onward = OnwardState.NONE;
    private NextLeg next;
    private ChannelWaiter waiter;
    private RelayLayer forwardLayer;
    private RelayLayer backwardLayer;
    private int earlyLeft = MAX_RELAY_EARLY;
    private long cellsForward;
    private long cellsBackward;
    private Object attachment;

    Circuit(CircuitTable table, long number, RelayChannel channel, int id) {
        this.table = table;
        this.number = number;
        this.createdAt = table.loop().now();
        channel.attach(prev, id, table.marks());
    }

    /**
     * The onion handshake is answered by {@code created}, a CREATED2 or CREATED_FAST cell with its payload in place.
     */
    void open(RelayCrypto crypto, Cell created) {
        forwardLayer = crypto.forward();
        backwardLayer = crypto.backward();
        state = CircuitState.OPEN;
        prev.queue().append(created, table.loop().now());
    }

    // ---- away from the client -------------------------------------------------------------------------------------

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
        } else if (next == null) {
            table.pool().give(cell);
            close(CloseCause.PEER_FAULT);
        } else {
            cell.header(next.id(), early ? CellCommand.RELAY_EARLY : CellCommand.RELAY);
            pass(next, cell, now);
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

    private void pass(Leg leg, Cell cell, long now) {
        table.totals().relayed++;
        if (!leg.queue().append(cell, now)) {
            close(CloseCause.RESOURCE_LIMIT);
        }
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    /** A cell from the next relay: adds our layer on its way into a pooled cell and passes it on. */
    void backward(byte[] array, int offset, boolean early, long now) {
        if (early) {
            close(CloseCause.PEER_FAULT);
            return;
        }
        cellsBackward++;
        Cell cell = table.pool().take().header(prev.id(), CellCommand.RELAY);
        backwardLayer.apply(array, offset + Cell.HEADER, cell.bytes, Cell.HEADER);
        pass(prev, cell, now);
    }

    /**
     * Sends the client a relay message of our own with {@code length} bytes (at most 498) at {@code data[offset]}; the
     * bytes are copied. Nothing happens on a circuit that is not open.
     */
    public void originate(int relayCommand, int streamId, byte[] data, int offset, int length) {
        if (state != CircuitState.OPEN) {
            return;
        }
        byte[] payload = table.scratch();
        System.arraycopy(data, offset, payload, RelayCell.HEADER, length);
        RelayCell.header(payload, 0, relayCommand, streamId, length);
        table.padding().fill(payload, RelayCell.HEADER + length);
        Cell cell = table.pool().take().header(prev.id(), CellCommand.RELAY);
        backwardLayer.originate(payload, 0);
        backwardLayer.apply(payload, 0, cell.bytes, Cell.HEADER);
        cellsBackward++;
        table.totals().originated++;
        if (!prev.queue().append(cell, table.loop().now())) {
            close(CloseCause.RESOURCE_LIMIT);
        }
    }

    /** The digest of the last cell that {@link #originate} made: what the SENDME for it must quote (tor-spec 7.3.1). */
    public byte[] lastOriginatedDigest() {
        return digest(backwardLayer);
    }

    /** The digest of the last cell recognized here: what our SENDME for it must quote. */
    public byte[] lastRecognizedDigest() {
        return digest(forwardLayer);
    }

    private static byte[] digest(RelayLayer layer) {
        byte[] digest = new byte[layer.digestLength()];
        layer.lastDigest(digest, 0);
        return digest;
    }

    // ---- extending ------------------------------------------------------------------------------------------------

    /** From now on {@code waiting} waits for a channel for this circuit. */
    void connecting(ChannelWaiter waiting) {
        onward = OnwardState.CONNECTING;
        waiter = waiting;
    }

    /** Sends {@code create} to the next relay over {@code channel}. */
    void create(RelayChannel channel, Create2 create) {
        waiter = null;
        if (state == CircuitState.CLOSED) {
            return; // closed by what another one did that waited for the same channel
        }
        NextLeg leg = new NextLeg(this);
        if (!channel.attachNew(leg, table.marks())) {
            close(CloseCause.RESOURCE_LIMIT);
            return;
        }
        next = leg;
        onward = OnwardState.CREATING;
        Cell cell = table.blank().header(leg.id(), CellCommand.CREATE2);
        create.write(cell.bytes, Cell.HEADER);
        leg.queue().append(cell, table.loop().now());
    }

    /** The next relay answered: EXTENDED2 tells the client. */
    void created(int command, byte[] array, int offset) {
        if (onward != OnwardState.CREATING || command != CellCommand.CREATED2) {
            close(CloseCause.PEER_FAULT);
            return;
        }
        try {
            extended(Created2.parse(array, offset + Cell.HEADER, Cell.PAYLOAD));
        } catch (MalformedCell malformed) {
            close(CloseCause.PEER_FAULT);
        }
    }

    private void extended(Created2 created) {
        if (created.handshake().length > Created2.MAX_EXTENDED) {
            close(CloseCause.PEER_FAULT);
            return;
        }
        onward = OnwardState.EXTENDED;
        byte[] body = new byte[2 + created.handshake().length];
        originate(RelayCommand.EXTENDED2, 0, body, 0, created.write(body, 0));
    }

    /** Lets go of everything onward, telling the next relay {@code reason}; the circuit then ends here. */
    void truncate(int reason) {
        stopWaiting();
        if (next != null) {
            next.channel().destroy(next, reason);
            next = null;
        }
        onward = OnwardState.NONE;
    }

    private void stopWaiting() {
        if (waiter != null) {
            table.channels().forget(waiter);
            waiter = null;
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /**
     * Closes it: what waits in its queues is dropped, and both neighbours get a DESTROY, except one that sent it or
     * whose channel is gone. Harmless when closed.
     */
    public void close(CloseCause cause) {
        if (state == CircuitState.CLOSED) {
            return;
        }
        state = CircuitState.CLOSED;
        stopWaiting();
        if (next != null) {
            next.channel().destroy(next, cause.destroyReason());
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

    /** A number unique in the router. */
    public long number() {
        return number;
    }

    /** The loop that owns it. */
    public EventLoop loop() {
        return table.loop();
    }

    /** Where it stands towards the client. */
    public CircuitState state() {
        return state;
    }

    /** Where it stands away from the client. */
    public OnwardState onward() {
        return onward;
    }

    /** Whether the cells towards the client wait in a full queue: streams must not package then. */
    public boolean queueFull() {
        return prev.queue().isFull();
    }

    /** How many cells wait for the channel towards the client. */
    public int queueLength() {
        return prev.queue().cells();
    }

    /** Whether the previous hop is a client rather than a relay. */
    public boolean fromClient() {
        return prev.channel().isClient();
    }

    /** Counts a relay message that was for nobody. */
    public void dropped() {
        table.totals().dropped++;
    }

    void dropped(Drop why) {
        table.channels().drops().count(why);
    }

    /** Keeps {@code object} for whoever takes the recognized cells. */
    public void attach(Object object) {
        attachment = object;
    }

    /** What was attached; null when nothing was. */
    public Object attachment() {
        return attachment;
    }

    Leg prev() {
        return prev;
    }

    /** How many cells wait in both its queues. */
    int cells() {
        return prev.queue().cells() + (next == null ? 0 : next.queue().cells());
    }

    /** When the oldest data that it holds came; Long.MAX_VALUE when it holds none. */
    long oldestAt() {
        long onwards = next == null ? Long.MAX_VALUE : next.queue().oldestAt();
        return Math.min(
                Math.min(prev.queue().oldestAt(), onwards),
                table.recognizedCells().oldestAt(this));
    }

    /** A snapshot for people and tests. */
    public CircuitStatus status() {
        return new CircuitStatus(
                number,
                state,
                onward,
                prev.channel().id(),
                prev.id(),
                next == null ? 0 : next.channel().id(),
                next == null ? 0 : next.id(),
                cellsForward,
                cellsBackward,
                prev.queue().cells(),
                next == null ? 0 : next.queue().cells(),
                table.recognizedCells().streams(this),
                (table.loop().now() - createdAt) / 1_000_000_000L);
    }
}
