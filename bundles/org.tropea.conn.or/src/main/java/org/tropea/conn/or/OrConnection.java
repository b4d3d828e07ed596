package org.tropea.conn.or;

import java.net.SocketAddress;
import java.security.cert.CertificateEncodingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.TcpState;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/**
 * One OR connection: TLS below, cells above (tor-spec 2 and 3). Belongs to one loop at a time. States: CONNECTING (outgoing only),
 * ENGINELESS (while there is no TLS provider), TLS, LINKED (cells flow), CLOSED; each goes to the next when the connect,
 * the wait, the handshake or the connection is done, and to CLOSED at any time. One that is not linked after
 * {@link #HANDSHAKE_NANOS} closes.
 */
final class OrConnection extends CellLink implements ConnectionHandler, TlsEngines.Asker {
    /** How long the connect and the TLS handshake may take; C tor gives them 60 s too. */
    static final long HANDSHAKE_NANOS = 60_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(OrConnection.class);
    private static final int NARROW_ID = 2;
    private static final int WIDE_ID = 4;

    private final Connection connection;
    private final RouterScope router;
    private final Lenders lenders;
    private final boolean client;
    private CellLinkEvents events;
    private EventLoop.Timer deadline;
    private TlsCredentials credentials;
    private TlsEngine engine;
    private TlsTasks tasks;
    private RecordOpener opener;
    private CellSealer sealer;
    private boolean linked;
    private boolean full;
    private boolean demandsRead;
    private boolean demandsWrite;

    private OrConnection(Connection connection, RouterScope router, Lenders lenders, CellLinkEvents dialler) {
        this.connection = connection;
        this.router = router;
        this.lenders = lenders;
        this.client = dialler != null;
        this.events = dialler;
    }

    /** A peer's connection. */
    static OrConnection incoming(Connection connection, RouterScope router, Lenders lenders) {
        return new OrConnection(connection, router, lenders, null);
    }

    /** A connection that {@code dialler} asked for. */
    static OrConnection outgoing(Connection connection, RouterScope router, Lenders lenders, CellLinkEvents dialler) {
        return new OrConnection(connection, router, lenders, dialler);
    }

    /** Starts the clock; and, since the peer is there already, TLS of an incoming connection. */
    void start() {
        deadline = loop().schedule(HANDSHAKE_NANOS, () -> connection.close(CloseCause.HANDSHAKE_TIMEOUT));
        if (!client) {
            askForTls();
        }
    }

    @Override
    public void finishedConnecting() {
        askForTls();
    }

    private void askForTls() {
        credentials = client ? null : ourCredentials();
        router.part(TlsEngines.class).request(connection, client, credentials, this);
    }

    @Override
    public void engine(TlsEngine made) {
        engine = made;
        tasks = new TlsTasks(engine, router, connection, this::afterTask);
        opener = new RecordOpener(engine, connection);
        sealer = new CellSealer(engine, connection);
        borrow();
        demand(true, false);
        driveAlone();
    }

    @Override
    public void refused(TlsFault fault) {
        LOG.warn("OR connection {} cannot start TLS: {}", connection.id(), fault.getMessage());
        loop().atTurnEnd(() -> connection.close(CloseCause.PROVIDER_GONE));
    }

    private void borrow() {
        opener.borrowFrom(lenders.of(loop()));
        sealer.borrowFrom(lenders.of(loop()));
    }

    private TlsCredentials ourCredentials() {
        LinkKeys keys = router.part(RouterKeys.class).link();
        return new TlsCredentials(keys.tlsKey(), keys.tlsCertificate());
    }

    // The way in.

    @Override
    public void processInbuf() throws PeerFault {
        if (engine != null) {
            drive();
        }
    }

    /** Does whatever TLS wants, until it wants more bytes or a task is under way. */
    private void drive() throws PeerFault {
        try {
            int before = connection.outbuf().length();
            boolean goesOn = true;
            while (goesOn && connection.isOpen() && !tasks.running()) {
                goesOn = step();
            }
            if (connection.outbuf().length() > before) {
                connection.outbufChanged();
            }
        } catch (TlsFault e) {
            throw brokenBy(e);
        }
    }

    private boolean step() throws PeerFault, TlsFault {
        switch (engine.want()) {
            case TASK -> tasks.start();
            case WRITE -> {
                sealer.sealOwn();
                demand(demandsRead, true);
            }
            case CLOSED -> ended();
            case READ, NOTHING -> {
                linkIfEstablished();
                return opener.open(events);
            }
        }
        return true;
    }

    private void linkIfEstablished() throws PeerFault {
        if (!linked && engine.established()) {
            linked = true;
            deadline.cancel();
            demand(false, demandsWrite);
            if (!client) {
                router.part(Channels.class).incoming(this);
            }
            if (events != null) {
                events.linked(this);
            }
        }
    }

    /** The peer said good-bye, or TLS broke and its alert is sealed. */
    private void ended() throws PeerFault, TlsFault {
        engine.open(LoopBuffers.NOTHING, LoopBuffers.NOTHING);
        connection.closeAfterFlush(CloseCause.PEER_CLOSED);
    }

    private PeerFault brokenBy(TlsFault fault) {
        try {
            sealer.sealOwn();
            connection.outbufChanged();
        } catch (TlsFault e) {
            LOG.debug("OR connection {} has no alert to send: {}", connection.id(), e.getMessage());
        }
        return new PeerFault(fault.getMessage());
    }

    private void afterTask(Throwable broken) {
        if (!connection.isOpen()) {
            return;
        }
        if (broken != null) {
            LOG.error("OR connection {}: TLS task failed", connection.id(), broken);
            connection.close(CloseCause.BUG);
            return;
        }
        driveAlone();
        connection.inbufChanged();
    }

    /** As {@link #drive}, when no callback of the connection is there to catch what the peer did wrong. */
    private void driveAlone() {
        try {
            drive();
        } catch (PeerFault e) {
            LOG.debug("OR connection {}: {}", connection.id(), e.getMessage());
            connection.closeAfterFlush(e.cause());
        }
    }

    private void demand(boolean read, boolean write) {
        if (read != demandsRead || write != demandsWrite) {
            demandsRead = read;
            demandsWrite = write;
            connection.demand(read, write);
        }
    }

    // The way out.

    @Override
    public void write(byte[] cell) {
        stage(cell);
    }

    @Override
    public byte[] writeVariable(int command, byte[] payload) {
        int id = command == CellCommand.VERSIONS ? NARROW_ID : WIDE_ID;
        byte[] cell = new byte[id + 3 + payload.length];
        cell[id] = (byte) command;
        cell[id + 1] = (byte) (payload.length >>> 8);
        cell[id + 2] = (byte) payload.length;
        System.arraycopy(payload, 0, cell, id + 3, payload.length);
        stage(cell);
        return cell;
    }

    private void stage(byte[] bytes) {
        try {
            if (linked && connection.isOpen()) {
                sealer.stage(bytes);
            }
        } catch (TlsFault e) {
            broken(e);
        }
    }

    private void broken(TlsFault fault) {
        LOG.debug("OR connection {}: {}", connection.id(), fault.getMessage());
        connection.close(CloseCause.IO_ERROR);
    }

    @Override
    public void flush() {
        try {
            if (linked && connection.isOpen()) {
                sealer.sealStaged();
                connection.outbufChanged();
            }
        } catch (TlsFault e) {
            broken(e);
        }
    }

    /** Sealing makes bytes too, so only the one who is asked knows whom to tell of new room. */
    @Override
    public int room() {
        int cells = linked ? Math.max(0, (Marks.HIGH_WATER - bytesQueued()) / Cell.SIZE) : 0;
        full |= linked && cells == 0;
        return cells;
    }

    @Override
    public int bytesQueued() {
        return connection.outbuf().length() + (sealer == null ? 0 : sealer.stagedBytes());
    }

    @Override
    public void flushedSome() {
        if (full && connection.outbuf().length() <= Marks.LOW_WATER) {
            full = false;
            events.writable();
        }
    }

    @Override
    public void finishedFlushing() {
        demand(demandsRead, false);
        flushedSome();
    }

    // To another loop.

    /** Between two turns a link that sends and receives nothing is in no buffer that its loop lends. */
    @Override
    public boolean move(EventLoop to, Runnable arrived) {
        Runnable here = () -> {
            borrow();
            arrived.run();
        };
        return linked && !tasks.running() && bytesQueued() == 0 && connection.move(to, here);
    }

    // The end.

    @Override
    public void reachedEof() {
        connection.closeAfterFlush(CloseCause.PEER_CLOSED);
    }

    @Override
    public void close(CloseCause cause) {
        if (connection.isOpen()) {
            leaving();
            connection.closeAfterFlush(cause);
        } else if (cause == CloseCause.PROVIDER_GONE) {
            connection.close(cause);
        }
    }

    @Override
    public void leaving() {
        flush();
        sayGoodBye();
    }

    private void sayGoodBye() {
        try {
            if (linked) {
                engine.close();
                sealer.sealOwn();
                connection.outbufChanged();
            }
        } catch (TlsFault e) {
            LOG.debug("OR connection {} ends without good-bye: {}", connection.id(), e.getMessage());
        }
    }

    @Override
    public void closed(CloseCause cause) {
        deadline.cancel();
        if (sealer != null) {
            sealer.release();
        }
        if (events != null) {
            events.closed(cause);
        }
    }

    // What the backend asks.

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    @Override
    public void events(CellLinkEvents receiver) {
        events = receiver;
    }

    @Override
    public boolean tcpState(TcpState into) {
        return connection.tcpState(into);
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        return engine.exportKeyingMaterial(label, context, length);
    }

    @Override
    public byte[] serverCertificate() {
        try {
            return client ? engine.peerCertificate() : credentials.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("own TLS certificate has no encoding", e);
        }
    }

    @Override
    public SocketAddress remote() {
        return connection.remote();
    }

    @Override
    public SocketAddress local() {
        return connection.local();
    }

    @Override
    public String describe() {
        return engine == null ? "no TLS yet" : linked ? engine.describe() : "TLS handshake";
    }
}
