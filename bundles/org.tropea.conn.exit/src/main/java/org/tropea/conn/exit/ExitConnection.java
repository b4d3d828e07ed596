package org.tropea.conn.exit;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.Begin;
import org.tropea.cell.Connected;
import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/**
 * A stream opened by BEGIN and the TCP connection on its far side; touched only by their loop. RESOLVING (only for host
 * names), then CONNECTING, then OPEN when the destination answered; CLOSED when either side ended. What the client sends
 * before OPEN (optimistic data, tor-spec 6.2) waits in {@code early} or in the outbuf, bounded by the stream's window.
 */
final class ExitConnection implements EdgeHandler, ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ExitConnection.class);

    private enum State {
        RESOLVING,
        CONNECTING,
        OPEN,
        CLOSED
    }

    private final Stream stream;
    private final ExitRouter router;
    private final Begin begin;
    /** Null when the client sent nothing, or it is in the outbuf. */
    private ByteArrayOutputStream early;

    private State state = State.RESOLVING;
    private Answer destination;
    private Connection connection;
    private boolean eof;

    ExitConnection(Stream stream, ExitRouter router, Begin begin) {
        this.stream = stream;
        this.router = router;
        this.begin = begin;
    }

    /** Starts to resolve or to connect; returns itself, or null when the stream has ended at once. */
    ExitConnection start() {
        if (!router.mayUseIpv4(begin) && !router.servesIpv6()) {
            end(EndReason.EXITPOLICY);
        } else {
            InetAddress literal = Answer.literal(begin.host());
            if (literal != null) {
                resolved(Answer.of(literal));
            } else if (!router.mayUseIpv4(begin) && !router.mayUseIpv6(begin)) {
                end(EndReason.RESOLVEFAILED); // neither kind of address would do
            } else {
                resolve(router.prefersIpv6(begin), true);
            }
        }
        return state == State.CLOSED ? null : this;
    }

    private void resolve(boolean ipv6, boolean tryOther) {
        router.names()
                .address(begin.host(), ipv6)
                .whenComplete((answer, failure) -> stream.loop().execute(() -> {
                    boolean otherAllowed = ipv6 ? router.mayUseIpv4(begin) : router.mayUseIpv6(begin);
                    if (state != State.RESOLVING) {
                        return;
                    } else if (failure == null) {
                        resolved(answer);
                    } else if (tryOther && otherAllowed) {
                        resolve(!ipv6, false);
                    } else {
                        LOG.debug("Cannot resolve a name for stream {}", stream.id());
                        end(EndReason.RESOLVEFAILED);
                    }
                }));
    }

    private void resolved(Answer answer) {
        if (!router.allows(answer.address(), begin.port())) {
            state = State.CLOSED;
            early = null;
            stream.endByPolicy(answer.address().getAddress(), answer.ttl());
            return;
        }
        state = State.CONNECTING;
        destination = answer;
        try {
            Connections connections = stream.router().part(Connections.class);
            connections.dial("exit", new InetSocketAddress(answer.address(), begin.port()), this, stream.loop());
        } catch (LocalFault fault) {
            LOG.debug("Cannot dial for stream {}: {}", stream.id(), fault.getMessage());
            end(EndReason.RESOURCELIMIT);
        }
    }

    void dialled(Connection dialled) {
        connection = dialled;
        if (early != null) {
            connection.outbuf().append(early.toByteArray(), 0, early.size());
            early = null;
            connection.outbufChanged();
        }
        stream.attach(connection);
    }

    @Override
    public void finishedConnecting() {
        state = State.OPEN;
        stream.connected(Connected.encode(destination.address().getAddress(), destination.ttl()));
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        if (connection == null) {
            early = early == null ? new ByteArrayOutputStream(length) : early;
            early.write(array, offset, length);
            return;
        }
        connection.outbuf().append(array, offset, length);
        connection.outbufChanged();
        if (state == State.OPEN) {
            stream.flushed(connection.outbuf().length());
        }
    }

    @Override
    public void flushedSome() {
        if (state == State.OPEN) {
            stream.flushed(connection.outbuf().length());
        }
    }

    @Override
    public void processInbuf() {
        if (state == State.OPEN) {
            stream.packageFrom(connection.inbuf());
            finishAtEof();
        }
    }

    @Override
    public void mayPackage() {
        processInbuf();
        if (state == State.OPEN) {
            connection.inbufChanged();
        }
    }

    @Override
    public void reachedEof() {
        eof = true;
        finishAtEof();
    }

    /** The destination is done: END follows the last byte, which may have to wait for a window. */
    private void finishAtEof() {
        if (eof && state == State.OPEN && connection.inbuf().length() == 0) {
            end(EndReason.DONE);
            connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        }
    }

    @Override
    public void ended(int reason) {
        state = State.CLOSED;
        early = null;
        if (connection != null) {
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        if (state != State.CLOSED) {
            end(cause.endReason());
        }
    }

    private void end(int reason) {
        state = State.CLOSED;
        early = null;
        stream.end(reason);
    }

    @Override
    public String describe() {
        return "stream " + stream.id() + " of circuit " + stream.circuit() + ", " + state;
    }
}
