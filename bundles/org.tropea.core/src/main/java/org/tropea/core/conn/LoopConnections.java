package org.tropea.core.conn;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.KeyedAdopted;
import org.tropea.core.slot.LoopKeyed;
import org.tropea.core.slot.Products;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoSocket;

/**
 * One loop's part of the {@link ConnectionTable}: its connections, what is to be settled at the turn's end, who waits
 * for a bucket, and the pool of its buffers. Touched only by that loop, but for the totals.
 */
final class LoopConnections implements KeyedAdopted<ConnectionType> {
    private static final String FAR_TYPE = "linked";
    private static final Logger LOG = LoggerFactory.getLogger(LoopConnections.class);

    private final ConnectionTable table;
    private final EventLoop loop;
    private final LoopKeyed<ConnectionType> types;
    private final DirtyList dirty;
    private final RefillQueue readers;
    private final RefillQueue writers;
    private final ConnectionList connections = new ConnectionList();
    private final Map<String, Products<ConnectionType, BaseConnection>> byType = new HashMap<>();
    private final LoopTls tls;
    private final ParkedSockets parked;
    private final Map<String, ByteTotals> totals = new ConcurrentHashMap<>();
    private final LoopKernel kernel;
    private BufferPool pool;
    private boolean spare = true;
    private long kept;
    /** Why all connections were closed, and those that come close at once; null before that. */
    private CloseCause allClosed;

    LoopConnections(ConnectionTable table, EventLoop loop) {
        this.table = table;
        this.loop = loop;
        this.types = table.types().at(loop.index());
        this.dirty = new DirtyList(loop);
        this.readers = new RefillQueue(loop, table.limits().reading(), true);
        this.writers = new RefillQueue(loop, table.limits().writing(), false);
        this.tls = new LoopTls(this, table);
        this.kernel = new LoopKernel(table.kernelInfo());
        this.parked = new ParkedSockets(table, loop);
        this.pool = new SparePool(loop::now);
    }

    /** The first thing in the loop. */
    void start() {
        table.buffers().at(loop.index()).listen(this::layerAdopted);
        table.tls().at(loop.index()).listen(tls);
        table.kernelInfo().at(loop.index()).listen(kernel::adopted);
        types.listen(this);
    }

    // How connections come to be

    Connection dial(String type, SocketAddress remote, Object attachment) throws LocalFault {
        ConnectionType maker = maker(type);
        if (table.descriptors().isReached()) {
            throw new LocalFault("cannot connect: " + table.descriptors().most()
                    + " sockets are open, as many as this process may have");
        }
        SocketConnection connection = new SocketConnection(this, type, maker, remote);
        open(connection, attachment);
        if (connection.state() == ConnectionState.CONNECTING) {
            connection.connect(table.bindAddress(type, remote));
        }
        return connection;
    }

    Connection link(String type, Object attachment, String peerType, Object peerAttachment) throws LocalFault {
        return link(type, maker(type), attachment, peerType, maker(peerType), peerAttachment);
    }

    /** The far half has no type: no bundle that it could outlive, as it ends with the other half. */
    Connection link(String type, Object attachment, Function<Connection, ConnectionHandler> far) throws LocalFault {
        ConnectionType handed = (connection, none, router) -> far.apply(connection);
        return link(type, maker(type), attachment, FAR_TYPE, handed, null);
    }

    private Connection link(
            String type,
            ConnectionType maker,
            Object attachment,
            String peerType,
            ConnectionType peerMaker,
            Object peerAttachment)
            throws LocalFault {
        LinkedConnection one = new LinkedConnection(this, type, maker);
        LinkedConnection other = new LinkedConnection(this, peerType, peerMaker);
        LinkedConnection.join(one, other);
        try {
            open(one, attachment);
            open(other, peerAttachment);
        } catch (LocalFault fault) {
            one.close(CloseCause.BUG);
            other.close(CloseCause.BUG);
            throw fault;
        }
        return one;
    }

    /** A listener accepted {@code socket} and counted it for this loop. It waits when the type went away on its way here. */
    void incoming(String type, IoSocket socket, Object attachment) {
        table.loads().add(loop.index(), -1); // from here on it counts as what it becomes
        come(type, socket, attachment);
    }

    private void come(String type, IoSocket socket, Object attachment) {
        ConnectionType maker = types.get(type);
        if (maker == null) {
            parked.add(type, socket, attachment);
            return;
        }
        SocketConnection connection = new SocketConnection(this, type, maker, null);
        try {
            connection.accepted(socket);
            open(connection, attachment);
        } catch (IOException | LocalFault fault) {
            LOG.debug("lost an incoming {} connection: {}", type, fault.toString());
            connection.close(CloseCause.IO_ERROR);
            socket.close();
        }
    }

    ConnectionType maker(String type) throws LocalFault {
        ConnectionType maker = types.get(type);
        if (maker == null) {
            throw new LocalFault("no bundle brings connections of type " + type + "; there are " + types.keys());
        }
        return maker;
    }

    private void open(BaseConnection connection, Object attachment) throws LocalFault {
        connections.add(connection);
        madeBy(connection.type()).made(connection.maker(), connection);
        if (connection.takesSocket()) {
            table.opened(loop);
        }
        connection.handler(handler(connection, attachment));
    }

    ConnectionHandler handler(BaseConnection connection, Object attachment) throws LocalFault {
        try {
            return connection.maker().open(connection, attachment, table.router());
        } catch (RuntimeException | LinkageError bug) {
            bugs().report("open() of " + connection, bug);
            connection.close(CloseCause.BUG);
            throw new LocalFault("the bundle of type " + connection.type() + " failed: " + bug, bug);
        }
    }

    // What the slots tell

    private void layerAdopted(BufferLayer layer) {
        BufferPool next = layer == null ? new SparePool(loop::now) : layer.pool(loop::now);
        pool = next;
        spare = layer == null;
        connections.forEach(connection -> connection.rebuffer(next, layer == null));
    }

    @Override
    public void adopted(String type, ConnectionType chosen) {
        table.listeners().typeChanged(loop, type, chosen);
        if (chosen != null) {
            parked.take(type).forEach(each -> come(type, each.socket(), each.attachment()));
        }
    }

    @Override
    public void withdrawn(String type, ConnectionType gone, Runnable done) {
        madeBy(type).withdrawn(gone, done);
    }

    Products<ConnectionType, BaseConnection> madeBy(String type) {
        return byType.computeIfAbsent(type, key -> new Products<>(loop, table.router(), BaseConnection::close));
    }

    // From loop to loop

    /**
     * Sends {@code connection}, which rests, to the loop {@code to}. Until that has it, its makers count it as made here: so
     * none of them is gone meanwhile. It goes only while they are the chosen ones, as they are in the other loop, too.
     */
    boolean move(SocketConnection connection, EventLoop to, Runnable arrived) {
        boolean chosen = types.get(connection.type()) == connection.maker() && tls.isChosen(connection);
        if (to == loop || !chosen || allClosed != null || !loop.release(connection.socket())) {
            return false;
        }
        TlsClient client = tls.remove(connection);
        connections.remove(connection);
        connection.packUp();
        away(connection, client, true);
        table.moved(loop, to);
        LoopConnections next = table.perLoop().get(to.index());
        try {
            to.execute(() -> {
                next.arrived(connection, client, arrived);
                loop.execute(() -> left(connection, client));
            });
            return true;
        } catch (RejectedExecutionException stopped) {
            table.moved(to, loop);
            stranded(connection, client);
            return false;
        }
    }

    /** It has left its loop, and the other one runs no more: it ends here, and its handler is told so. */
    private void stranded(SocketConnection connection, TlsClient client) {
        LOG.debug("{} ends with the router, whose other loop has stopped", connection);
        away(connection, client, false);
        connections.add(connection);
        tls.back(connection, client);
        connection.unpack();
        connection.close(CloseCause.SHUTDOWN);
    }

    private void away(SocketConnection connection, TlsClient client, boolean goes) {
        madeBy(connection.type()).away(connection, goes);
        tls.away(client, goes);
    }

    /** Its handler settles in first: however it ends from then on, it ends here. */
    private void arrived(SocketConnection connection, TlsClient client, Runnable arrived) {
        connections.add(connection);
        madeBy(connection.type()).made(connection.maker(), connection);
        tls.add(connection, client);
        connection.settleIn(this);
        boolean chosen = types.get(connection.type()) == connection.maker() && tls.isChosen(connection);
        try {
            arrived.run();
            connection.adopted();
        } catch (IOException fault) {
            connection.close(CloseCause.IO_ERROR);
        } catch (RuntimeException | LinkageError bug) {
            bugs().report("arrival of " + connection + " from another loop", bug);
            connection.close(CloseCause.BUG);
        }
        if (allClosed != null) {
            connection.close(allClosed);
        } else if (!chosen) {
            connection.close(CloseCause.PROVIDER_GONE); // who made it may have left this loop already
        }
    }

    /** Closes all there are, those that come from other loops too, and none goes to another one any more. */
    void closeAll(CloseCause cause) {
        allClosed = cause;
        parked.closeAll();
        connections.forEach(connection -> connection.close(cause));
    }

    private void left(SocketConnection connection, TlsClient client) {
        madeBy(connection.type()).ended(connection);
        tls.left(client);
    }

    // What connections ask for

    void mark(ConnectionParts connection) {
        dirty.mark(connection);
    }

    void awaitRead(BaseConnection connection) {
        readers.add(connection);
    }

    void awaitWrite(BaseConnection connection) {
        writers.add(connection);
    }

    void faulted(BaseConnection connection, PeerFault fault) {
        LOG.debug("{}: {} ({})", connection, fault.getMessage(), fault.cause());
    }

    /** Returns whether it was there. */
    boolean remove(BaseConnection connection) {
        return connections.remove(connection);
    }

    void reaped(BaseConnection connection) {
        if (connection.takesSocket()) {
            table.closed(loop);
        }
        tls.closed(connection);
        madeBy(connection.type()).ended(connection);
        if (connection.transport() != null) {
            byType.values().forEach(each -> each.ended(connection));
        }
    }

    /** Handlers keep {@code more} bytes beside the buffers; less when it is negative. */
    void kept(int more) {
        kept += more;
    }

    /** Bytes of memory in buffers, and kept by handlers. */
    long bytesInUse() {
        return pool.bytesInUse() + kept;
    }

    Allowance allowance(boolean read, String type, SocketAddress remote) {
        RouterBandwidth limits = table.limits();
        return limits.allowance(read ? limits.reading() : limits.writing(), loop.index(), type, remote);
    }

    LoopTls tls() {
        return tls;
    }

    ByteTotals totals(String type) {
        return totals.computeIfAbsent(type, name -> new ByteTotals());
    }

    /** Why connection {@code id} is paused; nothing when it is not here. */
    List<Why> why(long id) {
        List<Why> lines = new ArrayList<>();
        connections.forEach(connection -> {
            if (connection.id() == id) {
                lines.addAll(connection.gate.why(loop.now()));
            }
        });
        return lines;
    }

    long nextId() {
        return table.nextId();
    }

    /** SafeLogging: whether addresses of others stay out of the log. */
    boolean safeLogging() {
        return !table.router().options().text("SafeLogging").equals("0");
    }

    Bugs bugs() {
        return table.bugs();
    }

    EventLoop loop() {
        return loop;
    }

    BufferPool pool() {
        return pool;
    }

    LoopKernel kernel() {
        return kernel;
    }

    boolean isSpare() {
        return spare;
    }

    /** The type of that name; null while its bundle is away. */
    ConnectionType type(String name) {
        return types.get(name);
    }

    ParkedSockets parked() {
        return parked;
    }

    ConnectionList connections() {
        return connections;
    }
}
