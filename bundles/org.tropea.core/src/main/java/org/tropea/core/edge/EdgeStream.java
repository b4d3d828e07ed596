package org.tropea.core.edge;

import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Why;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * This end of one stream: its windows, and what its handler is told. OPENING until the far side answered; OPEN until END
 * goes either way, the circuit closes, or RESOLVE is answered; then ENDED, for good. Which side opens it is up to the
 * subclass.
 */
abstract class EdgeStream extends Stream {
    /** Stream SENDMEs wait while more bytes than this are on their way out: ten cells, as in C tor. */
    private static final int PENDING_MAX = 10 * 509;

    enum State {
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
    private Connection connection;

    /** Towards the other end; its connection's reading, when there is one, follows. */
    private final Suspension reading = new Suspension(() -> {});
    /** From the other end to this side. */
    private final Suspension writing = new Suspension(() -> {});

    /** A stream that begins by relay command {@code command}. */
    EdgeStream(CircuitEdge edge, int command, int id, StreamCongestion congestion) {
        this.edge = edge;
        this.command = command;
        this.id = id;
        this.congestion = congestion;
        reading.hold(Reason.OPENING, loop().now());
        writing.hold(Reason.OPENING, loop().now());
        hold();
    }

    /** {@code length} bytes of data came; a PeerFault closes the circuit. */
    abstract void deliver(byte[] array, int offset, int length) throws PeerFault;

    /** The other end sent END with the body of {@code length} bytes at {@code array[data]}, at least one. */
    abstract void endedByPeer(byte[] array, int data, int length);

    /** Ends it at this side, and tells both the other end and the handler. */
    abstract void close(CloseCause cause);

    final void handler(EdgeHandler made) {
        handler = made;
    }

    /** Counts the bytes against the window and hands them to the handler, if there is one already. */
    final void hand(byte[] array, int offset, int length) throws PeerFault {
        congestion.delivered();
        if (handler != null) {
            try {
                handler.data(array, offset, length);
            } catch (RuntimeException | LinkageError bug) {
                broken(bug);
            }
        }
    }

    /** The other end ended it, or its circuit closed. */
    final void ended(int reason) {
        if (state != State.ENDED) {
            leave();
            tell(reason);
        }
    }

    void tell(int reason) {
        try {
            handler.ended(reason);
        } catch (RuntimeException | LinkageError bug) {
            brokenAtEnd(bug);
        }
    }

    /** The handler failed: that costs this stream, not the circuit's others. */
    void broken(Throwable bug) {
        edge.edges().failed("stream of " + RelayCommand.name(command), bug);
        close(CloseCause.BUG);
    }

    final void brokenAtEnd(Throwable bug) {
        edge.edges().failed("end of a stream", bug);
        abandon();
    }

    final void abandon() {
        if (connection != null) {
            connection.close(CloseCause.BUG);
        }
    }

    /** It is over at this side. */
    void leave() {
        state = State.ENDED;
        lift(Reason.OPENING);
        edge.remove(this);
    }

    /** The far side answered, or this one did for it. */
    final void opened() {
        state = State.OPEN;
        lift(Reason.OPENING);
    }

    /**
     * Holds or lifts what keeps the connection from being read, and lets the handler package where it may; returns
     * whether it might.
     */
    final boolean refresh() {
        hold();
        if (state != State.OPEN) {
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
    final void hold() {
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
        return state == State.OPEN && reading.runs() || state == State.OPENING && sendsEarly() && hasRoom();
    }

    /** Whether data may go before the far side has answered. */
    boolean sendsEarly() {
        return false;
    }

    private boolean hasRoom() {
        return !reading.holds(Reason.WINDOW_EMPTY) && !reading.holds(Reason.CIRCUIT_QUEUE_FULL);
    }

    @Override
    public void attach(Connection attached) {
        connection = attached;
        hold();
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

    /** Ends it with END and {@code body}; harmless when ended. */
    final void finish(byte[] body) {
        if (state != State.ENDED) {
            leave();
            edge.circuit().originate(RelayCommand.END, id, body, 0, body.length);
        }
    }

    long bytesHeld() {
        return connection == null
                ? 0
                : connection.inbuf().length() + connection.outbuf().length();
    }

    long oldestAt() {
        return connection == null
                ? Long.MAX_VALUE
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

    final StreamCongestion congestion() {
        return congestion;
    }

    final State state() {
        return state;
    }

    final EdgeHandler handler() {
        return handler;
    }

    final Connection connection() {
        return connection;
    }

    final CircuitEdge edge() {
        return edge;
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
