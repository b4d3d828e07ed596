package org.tropea.core.conn;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/** What a connection is made of: its names, buffers, suspensions and meters. Touched only by its loop. */
abstract class ConnectionParts extends Connection implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionParts.class);

    /** Its loop's; another one after it moved. */
    LoopConnections owner;

    final Gate gate = new Gate(this::mark);
    Meter reads;
    Meter writes;
    /** Whether it stands in its loop's list of things to settle. */
    boolean marked;
    /** Where it stands in its loop's list of connections. */
    int place;

    private final long id;
    private String type;
    private ConnectionType maker;
    private Buffer inbuf;
    private Buffer outbuf;
    private int kept;

    ConnectionParts(LoopConnections owner, String type, ConnectionType maker) {
        this.owner = owner;
        this.id = owner.nextId();
        this.type = type;
        this.maker = maker;
        this.inbuf = owner.pool().buffer();
        this.outbuf = owner.pool().buffer();
        setBoth(Reason.NO_BUFFERS, owner.isSpare());
    }

    /** The state, for people and for queues that skip what is closed. */
    abstract ConnectionState state();

    /** The transport that it came by; null for none. */
    String transport() {
        return null;
    }

    /** What its handler says of it. */
    abstract String describe();

    /** Does at the turn's end what the turn left to do. */
    abstract void settle();

    @Override
    public final void watch(Watchdog dog) {
        if (state() != ConnectionState.CLOSED) {
            dog.look(this, "reading", gate.reading);
            dog.look(this, "writing", gate.writing);
        }
    }

    @Override
    public final void keeps(int bytes) {
        owner.kept(bytes - kept);
        kept = bytes;
    }

    /** Has it settled at the end of this turn. */
    final void mark() {
        owner.mark(this);
    }

    /** Starts to count, when the other end's address is known. */
    final void meter() {
        ByteTotals totals = owner.totals(type);
        reads = new Meter(owner.allowance(true, type, remote()), totals::countRead, reads);
        writes = new Meter(owner.allowance(false, type, remote()), totals::countWritten, writes);
    }

    /** It moved to the loop of {@code next} with nothing in its buffers, and takes part in all that goes by loops there. */
    final void settleIn(LoopConnections next) {
        owner = next;
        owner.kept(kept);
        rebuffer(owner.pool(), owner.isSpare());
        meter();
    }

    /** It leaves its loop. */
    final void packUp() {
        owner.kept(-kept);
    }

    /** It did not get away. */
    final void unpack() {
        owner.kept(kept);
    }

    /**
     * Moves what it holds to buffers of {@code pool}; {@code spare} when no layer is there to bring better ones. A
     * connection whose bytes get lost on the way is closed.
     */
    final void rebuffer(BufferPool pool, boolean spare) {
        Buffer in = pool.buffer();
        Buffer out = pool.buffer();
        try {
            move(inbuf, in);
            move(outbuf, out);
            rewrap(pool);
            inbuf = in;
            outbuf = out;
            setBoth(Reason.NO_BUFFERS, spare);
        } catch (RuntimeException | LinkageError bug) {
            owner.bugs().report("moving the bytes of " + this + " to another buffer layer", bug);
            List.of(inbuf, outbuf, in, out).forEach(ConnectionParts::discard);
            SparePool plain = new SparePool(this::now);
            inbuf = plain.buffer();
            outbuf = plain.buffer();
            close(CloseCause.BUG);
        }
    }

    /** Holds NO_TLS in reading while no provider brings a TLS engine. */
    final void holdTls(boolean hold) {
        gate.reading.set(Reason.NO_TLS, hold, now());
    }

    /** Moves what it holds beside its two buffers. */
    void rewrap(BufferPool pool) {}

    static void move(Buffer from, Buffer to) {
        int length = from.length();
        from.moveTo(to, length);
        if (to.length() != length) {
            throw new Bug(to.length() + " of " + length + " bytes arrived");
        }
        from.clear();
    }

    /** Clears what a layer that may have failed already holds. */
    static void discard(Buffer buffer) {
        try {
            buffer.clear();
        } catch (RuntimeException | LinkageError broken) {
            LOG.debug("a buffer cannot be cleared", broken);
        }
    }

    /** It is one of {@code newType} now, made by {@code newMaker}. */
    final void become(String newType, ConnectionType newMaker) {
        type = newType;
        maker = newMaker;
        keeps(0);
    }

    /** Empty buffers take the place of both. */
    final void freshBuffers() {
        inbuf = owner.pool().buffer();
        outbuf = owner.pool().buffer();
    }

    final void clear() {
        discard(inbuf);
        discard(outbuf);
    }

    final void setBoth(Reason reason, boolean hold) {
        gate.reading.set(reason, hold, now());
        gate.writing.set(reason, hold, now());
    }

    final long now() {
        return owner.loop().now();
    }

    final ConnectionType maker() {
        return maker;
    }

    final ConnectionStatus status() {
        return new ConnectionStatus(
                id,
                loop().index(),
                type,
                state().name(),
                local() == null ? "-" : local().toString(),
                remote() == null ? "-" : remote().toString(),
                inbuf.length(),
                outbuf.length(),
                Ages.describe(gate.reading, now()),
                Ages.describe(gate.writing, now()),
                reads == null ? 0 : reads.moved(),
                writes == null ? 0 : writes.moved(),
                transport() == null ? "-" : transport(),
                describe());
    }

    @Override
    public final long id() {
        return id;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final EventLoop loop() {
        return owner.loop();
    }

    @Override
    public final Buffer inbuf() {
        return inbuf;
    }

    @Override
    public final Buffer outbuf() {
        return outbuf;
    }

    @Override
    public final Suspension reading() {
        return gate.reading;
    }

    @Override
    public final Suspension writing() {
        return gate.writing;
    }

    @Override
    public final String toString() {
        String other = owner.safeLogging() ? "[scrubbed]" : String.valueOf(remote());
        return type + " connection " + id + (remote() == null ? "" : " to " + other);
    }
}
