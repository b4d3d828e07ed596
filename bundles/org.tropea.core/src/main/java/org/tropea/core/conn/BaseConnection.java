package org.tropea.core.conn;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * What sockets and linked halves have in common: the state machine of {@link ConnectionState}, the read and the write
 * path, and the callbacks. Whatever changed in a turn is settled once at its end: bytes are written, interest is shown,
 * what closed is reaped. Belongs to one loop and is touched only there.
 */
abstract class BaseConnection extends ConnectionParts {
    /** The most bytes that one connection reads in one turn. */
    static final int READ_QUANTUM = 128 * 1024;
    /** The most bytes that one connection writes in one turn. */
    static final int WRITE_QUANTUM = 256 * 1024;
    /** How long a connection may flush without getting on. */
    static final long FLUSH_PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private static final int INBUF_LIMIT = 128 * 1024;

    private final FlushDeadline deadline = new FlushDeadline(this);
    private ConnectionHandler handler;
    private ConnectionState state;
    private CloseCause cause;
    private int inbufLimit = INBUF_LIMIT;
    private boolean finishing;
    private boolean finished;

    BaseConnection(LoopConnections owner, String type, ConnectionType maker, boolean connecting) {
        super(owner, type, maker);
        this.state = connecting ? ConnectionState.CONNECTING : ConnectionState.OPEN;
        gate.writing.hold(Reason.NOTHING_TO_WRITE, now());
        setBoth(Reason.CONNECTING, connecting);
    }

    /** Reads at most {@code max} bytes into the inbuf; returns how many, or -1 at the end of the stream. */
    abstract int receive(int max) throws IOException;

    /** Writes at most {@code max} bytes of the outbuf; returns how many. */
    abstract int send(int max) throws IOException;

    /** Whether it counts against the sockets that may be open. */
    abstract boolean takesSocket();

    /** Whether what is in the outbuf may still get to the other end. */
    abstract boolean canSend();

    /** Whether the other end is known to take nothing now, so that writing waits for {@link #handleWrite}. */
    abstract boolean awaitsRoom();

    /** How many bytes there are to send. */
    int toSend() {
        return outbuf().length();
    }

    /** Has readiness told for the directions that are open. */
    abstract void show(boolean read, boolean write);

    /** Tells the other end that nothing follows. */
    abstract void sendEnd() throws IOException;

    /** Gives up what carries the bytes. */
    abstract void release();

    /** Takes the handler that the type brought, before anything happens. */
    final void handler(ConnectionHandler newHandler) {
        handler = newHandler;
        meter();
        mark();
    }

    final ConnectionHandler handler() {
        return handler;
    }

    /** It is another type's now: goes on with the handler of that one. */
    final void goOn(ConnectionHandler newHandler, boolean dialled) {
        handler(newHandler);
        if (dialled) {
            dispatch(Callback.FINISHED_CONNECTING);
        }
        if (inbuf().length() > 0) {
            dispatch(Callback.PROCESS_INBUF);
        }
        holdInbuf();
        holdEmptyOutbuf();
    }

    /** Forgets what the handler before had set. */
    final void startAnew() {
        inbufLimit = INBUF_LIMIT;
        gate.demand(false, false);
    }

    /** The connect succeeded. */
    final void connected() {
        state = ConnectionState.OPEN;
        setBoth(Reason.CONNECTING, false);
        dispatch(Callback.FINISHED_CONNECTING);
    }

    /** Something can be read. */
    final void handleRead() {
        int allowed = gate.reads() ? bytesToRead() : 0;
        if (allowed > 0) {
            mark();
            int count = 0;
            try {
                count = receive(allowed);
            } catch (IOException broken) {
                close(CloseCause.IO_ERROR);
            }
            if (count > 0) {
                cameIn(count);
            } else if (count < 0) {
                ended();
            }
        }
    }

    /** Something can be written. */
    final void handleWrite() {
        int allowed = gate.writes() && toSend() > 0 ? bytesToWrite() : 0;
        if (allowed > 0) {
            mark();
            try {
                int count = send(allowed);
                if (count > 0) {
                    countWritten(count);
                    wentOut();
                }
            } catch (IOException broken) {
                close(CloseCause.IO_ERROR);
            }
        }
    }

    private int bytesToRead() {
        if (!gate.reading.runs()) {
            return gate.spendRead();
        }
        int most = Math.min(READ_QUANTUM, inbufLimit - inbuf().length());
        int bytes = reads.bytes(most, now());
        if (most <= 0) {
            holdInbuf();
        } else if (bytes == 0) {
            blame(gate.reading, reads);
            owner.awaitRead(this);
        }
        return bytes;
    }

    private int bytesToWrite() {
        if (!gate.writing.runs()) {
            return gate.spendWrite();
        }
        int bytes = writes.bytes(WRITE_QUANTUM, now());
        if (bytes == 0) {
            blame(gate.writing, writes);
            owner.awaitWrite(this);
        }
        return bytes;
    }

    /** An empty bucket holds {@code direction}: the router's, or the connection's own. */
    private void blame(Suspension direction, Meter meter) {
        boolean global = meter.isGlobal(now());
        direction.set(Reason.GLOBAL_BANDWIDTH, global, now());
        direction.set(Reason.BANDWIDTH, !global, now());
    }

    private void cameIn(int count) {
        reads.count(count);
        dispatch(Callback.PROCESS_INBUF);
        holdInbuf();
    }

    private void ended() {
        gate.reading.hold(Reason.ENDED, now());
        dispatch(Callback.REACHED_EOF);
    }

    /** Counts {@code count} bytes that left the outbuf. */
    final void countWritten(int count) {
        writes.count(count);
        deadline.progress();
    }

    /** Tells the handler that bytes left the outbuf. */
    final void wentOut() {
        holdEmptyOutbuf();
        dispatch(Callback.FLUSHED_SOME);
        if (toSend() == 0) {
            dispatch(Callback.FINISHED_FLUSHING);
        }
        holdEmptyOutbuf();
    }

    /** The bucket on which a direction waits was refilled; returns whether it goes on. */
    final boolean refilled(boolean read, long now) {
        Suspension direction = read ? gate.reading : gate.writing;
        Meter meter = read ? reads : writes;
        boolean some = meter.bytes(WRITE_QUANTUM, now) > 0;
        if (some) {
            direction.lift(Reason.BANDWIDTH);
            direction.lift(Reason.GLOBAL_BANDWIDTH);
        } else {
            blame(direction, meter);
        }
        return some;
    }

    /** Does at the turn's end what the turn left to do. */
    void settle() {
        if (state != ConnectionState.CONNECTING && !awaitsRoom()) {
            handleWrite();
        }
        finishIfFlushed();
        if (state == ConnectionState.CLOSED) {
            reap();
        } else {
            gate.turnEnded();
            if (state != ConnectionState.CONNECTING) {
                show(gate.reads(), gate.writes());
            }
        }
        marked = false;
    }

    /** Whether it could move to another loop between two turns. */
    final boolean rests() {
        return state == ConnectionState.OPEN
                && !finishing
                && !marked
                && gate.rests()
                && inbuf().length() == 0
                && toSend() == 0;
    }

    private void finishIfFlushed() {
        boolean flushed = toSend() == 0 || !canSend();
        if (state == ConnectionState.FLUSHING && flushed) {
            close(cause);
        } else if (state == ConnectionState.OPEN && finishing && !finished && flushed) {
            finished = true;
            try {
                sendEnd();
            } catch (IOException broken) {
                close(CloseCause.IO_ERROR);
            }
        }
    }

    private void reap() {
        if (!owner.remove(this)) {
            return;
        }
        if (handler != null) {
            try {
                handler.closed(cause);
            } catch (RuntimeException | LinkageError bug) {
                owner.bugs().report("closed() of " + this, bug);
            }
        }
        clear();
        keeps(0);
        owner.reaped(this);
    }

    private void dispatch(Callback callback) {
        if (state == ConnectionState.CLOSED) {
            return;
        }
        try {
            callback.call(handler);
        } catch (PeerFault fault) {
            owner.faulted(this, fault);
            closeAfterFlush(fault.cause());
        } catch (RuntimeException | LinkageError bug) {
            owner.bugs().report(callback + " of " + this, bug);
            close(CloseCause.BUG);
        }
    }

    @Override
    public void outbufChanged() {
        holdEmptyOutbuf();
        mark();
    }

    @Override
    public void inbufChanged() {
        holdInbuf();
    }

    @Override
    public void demand(boolean read, boolean write) {
        if (gate.demand(read, write)) {
            mark();
        }
    }

    @Override
    public void inbufLimit(int bytes) {
        inbufLimit = Math.max(1, bytes);
        holdInbuf();
    }

    @Override
    public void finishWriting() {
        finishing = true;
        mark();
    }

    @Override
    public void closeAfterFlush(CloseCause why) {
        if (state == ConnectionState.CONNECTING) {
            close(why);
        } else if (state == ConnectionState.OPEN) {
            state = ConnectionState.FLUSHING;
            cause = why;
            gate.reading.hold(Reason.CLOSING, now());
            deadline.start();
            mark();
        }
    }

    @Override
    public void close(CloseCause why) {
        if (state != ConnectionState.CLOSED) {
            cause = state == ConnectionState.FLUSHING ? cause : why;
            state = ConnectionState.CLOSED;
            deadline.cancel();
            setBoth(Reason.CLOSING, true);
            release();
            mark();
        }
    }

    private void holdInbuf() {
        gate.reading.set(Reason.INBUF_FULL, inbuf().length() >= inbufLimit, now());
        if (gate.demands()) {
            mark(); // a demand opens what other reasons hold, so that no edge tells of it
        }
    }

    private void holdEmptyOutbuf() {
        gate.writing.set(Reason.NOTHING_TO_WRITE, toSend() == 0, now());
    }

    @Override
    public final boolean isOpen() {
        return state == ConnectionState.CONNECTING || state == ConnectionState.OPEN;
    }

    final ConnectionState state() {
        return state;
    }

    final boolean hasFinished() {
        return finished;
    }

    @Override
    final String describe() {
        return handler == null ? "" : handler.describe();
    }
}
