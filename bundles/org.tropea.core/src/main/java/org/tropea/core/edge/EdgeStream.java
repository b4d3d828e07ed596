package org.tropea.core.edge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Why;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * One stream of a circuit that ends here. OPENING until {@link #connected}; OPEN until END goes either way, the circuit
 * closes, or RESOLVE is answered; then ENDED, for good.
 */
final class EdgeStream extends Stream {
    /** Stream SENDMEs wait while more bytes than this are on their way out: ten cells, as in C tor. */
    private static final int PENDING_MAX = 10 * 509;

    private enum State {
        OPENING,
        OPEN,
        ENDED
    }

    private final CircuitEdge edge;
    private final int command;
    private final int id;
    private final StreamCongestion congestion;
    private State state = State.OPENING;
    private EdgeHandler handler;
    /** Why the stream ended from outside while its type was still opening it; 0: it did not. */
    private int missedEnd;

    private Connection connection;
    /** Bytes delivered while there is no connection: the type keeps them, and they count for MaxMemInQueues. */
    private int early;

    private long earlySince = Long.MAX_VALUE;

    /** Towards the client; its connection's reading, when there is one, follows. */
    private final Suspension reading = new Suspension(() -> {});
    /** From the client to the other side. */
    private final Suspension writing = new Suspension(() -> {});

    /** A stream that the client begins by relay command {@code command}. */
    EdgeStream(CircuitEdge edge, int command, int id, StreamCongestion congestion) {
        this.edge = edge;
        this.command = command;
        this.id = id;
        this.congestion = congestion;
        reading.hold(Reason.OPENING, loop().now());
        writing.hold(Reason.OPENING, loop().now());
        hold();
    }

    /** Has {@code type} open it with the {@code length} bytes that the client sent along at {@code array[data]}. */
    void open(EdgeType type, byte[] array, int data, int length) throws PeerFault {
        edge.edges().types().opened(type, this);
        try {
            handler(type.open(this, command, array, data, length));
        } catch (RuntimeException | LinkageError bug) {
            broken(bug);
        }
    }

    /** Sets the handler that the type made; a type that answered at once made none. */
    private void handler(EdgeHandler made) {
        handler = made;
        if (made == null && state == State.OPENING) {
            end(EndReason.MISC);
        } else if (made != null && missedEnd != 0) {
            made.ended(missedEnd);
        }
    }

    void deliver(byte[] array, int offset, int length) throws PeerFault {
        congestion.delivered();
        if (handler != null) {
            if (connection == null && length > 0) {
                keepEarly(length);
            }
            try {
                handler.data(array, offset, length);
            } catch (RuntimeException | LinkageError bug) {
                broken(bug);
            }
        }
    }

    private void keepEarly(int length) {
        earlySince = early == 0 ? loop().now() : earlySince;
        early += length;
        edge.edges().early(length);
    }

    private void forgetEarly() {
        edge.edges().early(-early);
        early = 0;
        earlySince = Long.MAX_VALUE;
    }

    /** The client ended it, or its circuit closed. */
    void ended(int reason) {
        if (state != State.ENDED) {
            leave();
            tell(reason);
        }
    }

    /** Ends it at this side, and tells both the client and the handler. */
    void close(CloseCause cause) {
        if (state != State.ENDED) {
            boolean answered = state == State.OPEN;
            int reason = toldReason(cause.endReason());
            leave();
            edge.refuse(answered ? RelayCommand.BEGIN : command, id, reason);
            tell(cause.endReason());
        }
    }

    private void tell(int reason) {
        if (handler == null) {
            missedEnd = reason;
            return;
        }
        try {
            handler.ended(reason);
        } catch (RuntimeException | LinkageError bug) {
            edge.edges().failed("end of a stream", bug);
            abandon();
        }
    }

    /** The handler failed: that costs this stream, not the circuit's others. */
    private void broken(Throwable bug) {
        edge.edges().failed("stream of " + RelayCommand.name(command), bug);
        close(CloseCause.BUG);
        if (handler == null) {
            abandon();
        }
    }

    private void abandon() {
        if (connection != null) {
            connection.close(CloseCause.BUG);
        }
    }

    private void leave() {
        state = State.ENDED;
        lift(Reason.OPENING);
        forgetEarly();
        edge.remove(this);
    }

    /**
     * Holds or lifts what keeps the connection from being read, and lets the handler package where it may; returns
     * whether it might.
     */
    boolean refresh() {
        hold();
        if (state != State.OPEN || connection == null) {
            return false;
        }
        boolean may = mayPackage();
        if (may) {
            invite();
        }
        return may;
    }

    private void invite() {
        try {
            handler.mayPackage();
        } catch (RuntimeException | LinkageError bug) {
            broken(bug);
        }
    }

    /** Holds and lifts what the windows and the circuit's queue say, here and where the bytes are read. */
    void hold() {
        long now = loop().now();
        reading.set(Reason.WINDOW_EMPTY, !(edge.windowOpen() && congestion.mayPackage()), now);
        reading.set(Reason.CIRCUIT_QUEUE_FULL, edge.queueFull(), now);
        if (connection != null) {
            connection.reading().set(Reason.WINDOW_EMPTY, reading.holds(Reason.WINDOW_EMPTY), now);
            connection.reading().set(Reason.CIRCUIT_QUEUE_FULL, reading.holds(Reason.CIRCUIT_QUEUE_FULL), now);
        }
    }

    private void lift(Reason reason) {
        reading.lift(reason);
        writing.lift(reason);
    }

    private boolean mayPackage() {
        return state == State.OPEN && reading.runs();
    }

    @Override
    public void attach(Connection attached) {
        connection = attached;
        forgetEarly();
        hold();
    }

    @Override
    public void connected(byte[] body) {
        if (state == State.OPENING) {
            state = State.OPEN;
            lift(Reason.OPENING);
            edge.circuit().originate(RelayCommand.CONNECTED, id, body, 0, body.length);
        }
    }

    @Override
    public void resolved(byte[] body) {
        if (state == State.OPENING) {
            leave();
            edge.circuit().originate(RelayCommand.RESOLVED, id, body, 0, body.length);
        }
    }

    @Override
    public int packageFrom(Buffer source) {
        int taken = 0;
        while (source.length() > 0 && mayPackage()) {
            int length = source.read(edge.scratch(), 0, RelayCell.DATA_MAX);
            congestion.packaged();
            edge.sendData(id, length);
            hold();
            taken += length;
        }
        return taken;
    }

    @Override
    public void flushed(int pending) {
        while (state == State.OPEN && pending <= PENDING_MAX && congestion.sendmeDue()) {
            edge.circuit().originate(RelayCommand.SENDME, id, edge.scratch(), 0, 0);
        }
        boolean withheld = state == State.OPEN && pending > PENDING_MAX;
        writing.set(Reason.SENDME_WITHHELD, withheld, loop().now());
    }

    @Override
    public void end(int reason) {
        finish(new byte[] {(byte) toldReason(reason)});
    }

    /** A client shall try again elsewhere what could not be opened because the bundle of its type stops. */
    private int toldReason(int reason) {
        boolean ours = reason == EndReason.INTERNAL || reason == EndReason.RESOURCELIMIT;
        boolean cutShort =
                ours && state == State.OPENING && edge.edges().types().isLeaving(this);
        return cutShort ? EndReason.MISC : reason;
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        finish(ByteBuffer.allocate(5 + address.length)
                .put((byte) EndReason.EXITPOLICY)
                .put(address)
                .putInt(ttl)
                .array());
    }

    private void finish(byte[] body) {
        if (state != State.ENDED) {
            leave();
            edge.circuit().originate(RelayCommand.END, id, body, 0, body.length);
        }
    }

    long bytesHeld() {
        return connection == null
                ? early
                : connection.inbuf().length() + connection.outbuf().length();
    }

    long oldestAt() {
        return connection == null
                ? earlySince
                : Math.min(connection.inbuf().oldestAt(), connection.outbuf().oldestAt());
    }

    void watch(Watchdog dog) {
        dog.look(this, "reading", reading);
        dog.look(this, "writing", writing);
    }

    /** Why it does not flow; its connection has more reasons of its own. */
    List<Why> why(long now) {
        List<Why> lines = new ArrayList<>(Why.of(id + " reading", reading, now));
        lines.addAll(Why.of(id + " writing", writing, now));
        return lines;
    }

    @Override
    public String toString() {
        return "stream " + id + " of circuit " + circuit();
    }

    StreamStatus status() {
        return new StreamStatus(
                id,
                state.name(),
                connection == null ? 0 : connection.id(),
                connection == null ? "-" : connection.type(),
                connection == null ? "-" : String.valueOf(connection.remote()),
                bytesHeld(),
                edge.windowOpen() && congestion.mayPackage());
    }

    StreamCongestion congestion() {
        return congestion;
    }

    /** The relay command that began it. */
    int command() {
        return command;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public long circuit() {
        return edge.circuit().number();
    }

    @Override
    public EventLoop loop() {
        return edge.circuit().loop();
    }

    @Override
    public RouterScope router() {
        return edge.edges().router();
    }
}
