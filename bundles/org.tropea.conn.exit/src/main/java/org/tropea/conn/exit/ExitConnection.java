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
import org.tropea.flow.edge.Splice;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/**
 * A stream opened by BEGIN and the TCP connection on its far side; touched only by their loop. RESOLVING (only for host
 * names), then DIALLED, from when on a {@link Splice} joins them, open once the destination answered; ENDED when either
 * side ended before that. What the client sends before it is open (optimistic data, tor-spec 6.2) waits in {@code early} or
 * in the outbuf, bounded by the stream's window.
 */
final class ExitConnection implements EdgeHandler, ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ExitConnection.class);

    private enum State {
        RESOLVING,
        DIALLED,
        ENDED
    }

    private final Stream stream;
    private final ExitRouter router;
    private final Begin begin;
    /** Null when the client sent nothing, or it is in the outbuf. */
    private ByteArrayOutputStream early;

    private State state = State.RESOLVING;
    private Answer destination;
    /** Null until it is dialled. */
    private Splice splice;

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
        return state == State.ENDED ? null : this;
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
            state = State.ENDED;
            early = null;
            stream.endByPolicy(answer.address().getAddress(), answer.ttl());
            return;
        }
        state = State.DIALLED;
        destination = answer;
        try {
            Connections connections = stream.router().part(Connections.class);
            connections.dial("exit", new InetSocketAddress(answer.address(), begin.port()), this, stream.loop());
        } catch (LocalFault fault) {
            LOG.debug("Cannot dial for stream {}: {}", stream.id(), fault.getMessage());
            end(EndReason.RESOURCELIMIT);
        }
    }

    void dialled(Connection connection) {
        if (early != null) {
            connection.outbuf().append(early.toByteArray(), 0, early.size());
            early = null;
            connection.outbufChanged();
        }
        splice = new Splice(stream, connection);
    }

    @Override
    public void finishedConnecting() {
        stream.connected(Connected.encode(destination.address().getAddress(), destination.ttl()));
        splice.open();
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        if (splice == null) {
            early = early == null ? new ByteArrayOutputStream(length) : early;
            early.write(array, offset, length);
        } else {
            splice.data(array, offset, length);
        }
    }

    @Override
    public void mayPackage() {
        if (splice != null) {
            splice.mayPackage();
        }
    }

    @Override
    public void ended(int reason) {
        state = State.ENDED;
        early = null;
        if (splice != null) {
            splice.ended();
        }
    }

    @Override
    public void flushedSome() {
        splice.flushedSome();
    }

    @Override
    public void processInbuf() {
        splice.processInbuf();
    }

    @Override
    public void reachedEof() {
        splice.reachedEof();
    }

    @Override
    public void closed(CloseCause cause) {
        splice.closed(cause);
    }

    private void end(int reason) {
        state = State.ENDED;
        early = null;
        if (splice == null) {
            stream.end(reason);
        } else {
            splice.end(reason);
        }
    }

    @Override
    public String describe() {
        return "stream " + stream.id() + " of circuit " + stream.circuit() + ", " + (splice == null ? state : splice);
    }
}
