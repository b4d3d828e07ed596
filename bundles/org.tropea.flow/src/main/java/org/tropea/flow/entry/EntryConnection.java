package org.tropea.flow.entry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.edge.Splice;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;

/**
 * A local program's connection, by whatever protocol: what all entry types share. ASKING until its request is read,
 * WAITING for the outcome, OPEN as a splice with a stream, DONE when it was refused, answered or closed. A type reads
 * requests and writes answers. Both ASKING and WAITING end after SocksTimeout. What a program sends before it is
 * answered goes to the exit that is asked, and stays in the inbuf until that has connected. Touched only by its loop.
 */
public abstract class EntryConnection implements ConnectionHandler, EntryHandler {
    /** The most bytes that may wait while it is ASKING or WAITING. */
    private static final int EARLY_MAX = 64 * 1024;

    private static final int OPEN_MAX = 128 * 1024;

    private enum State {
        ASKING,
        WAITING,
        OPEN,
        DONE
    }

    /** The program's connection. */
    protected final Connection connection;
    /** The listener it came in by. */
    protected final EntryListener listener;

    private final RouterScope router;
    private final EventLoop.Timer patience;
    private State state = State.ASKING;
    /** Whether the program said anything. */
    private boolean heard;

    private EntryRequest request;
    private EntryStreams.Attempt attempt;
    private Splice splice;
    /** What goes to the exit before it has answered; null while none was asked. */
    private EarlyBytes early;

    /** A program's connection that came in by {@code listener}; one whom SocksPolicy keeps out is closed in this turn. */
    protected EntryConnection(Connection connection, EntryListener listener, RouterScope router) {
        this.connection = connection;
        this.listener = listener;
        this.router = router;
        connection.inbufLimit(EARLY_MAX);
        patience = connection.loop().schedule(router.options().intervalNanos("SocksTimeout"), this::timedOut);
        if (!listener.admits(connection.remote())) {
            connection.loop().atTurnEnd(() -> connection.close(CloseCause.FINISHED));
            state = State.DONE;
        }
    }

    /** Its handler is in place: what need not wait for bytes is asked for at the end of this turn. */
    final void begin() {
        if (asksAtOnce()) {
            connection.loop().atTurnEnd(this::askAtOnce);
        }
    }

    private void askAtOnce() {
        if (state == State.ASKING && connection.isOpen()) {
            try {
                readRequest();
            } catch (PeerFault fault) {
                connection.closeAfterFlush(fault.cause());
            }
        }
    }

    // What a type brings

    /** Whether {@link #readRequest} is called before any byte came: the connection itself is the request. */
    protected boolean asksAtOnce() {
        return false;
    }

    /** Reads what there is of the request from the inbuf; calls {@link #ask} or {@link #refuse} when it knows. */
    protected abstract void readRequest() throws PeerFault;

    /** Writes the answer that the stream is there; {@code address} and {@code ttl} as in {@link #connected}. */
    protected abstract void writeConnected(InetAddress address, int ttl);

    /** Writes the protocol's own refusal, if it has one; the connection closes then. */
    protected abstract void writeRefusal(int reason, String why);

    /** Writes the answers; only of types that ask for names. */
    protected void writeAnswers(List<EntryAnswer> answers) {
        writeRefusal(EndReason.INTERNAL, "this protocol has no answer for names");
    }

    /** The open stream is over for {@code reason}, an {@link EndReason}; bytes may be on their way to the program still. */
    protected void streamEnded(int reason) {}

    // What a type uses

    /** The line of the port it came in by. */
    protected final EntryPort port() {
        return listener.port();
    }

    /** The router it belongs to. */
    protected final RouterScope router() {
        return router;
    }

    /** The program's address; null for a Unix socket. */
    protected final InetAddress client() {
        return connection.remote() instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    /** Whether the request is being read still. */
    protected final boolean isAsking() {
        return state == State.ASKING;
    }

    /** What was asked for; null while ASKING. */
    protected final EntryRequest request() {
        return request;
    }

    /** Asks the network for {@code wanted}, and waits. */
    protected final void ask(EntryRequest wanted) {
        request = wanted;
        state = State.WAITING;
        EntryStreams streams = router.find(EntryStreams.class);
        if (streams == null) {
            refuse(EntryReason.CANT_ATTACH, "this router is no client, or its client's bundle is away");
        } else {
            attempt = streams.open(wanted, this, connection.loop());
        }
    }

    /** Tells the program that its request is refused, and closes when that is sent. */
    protected final void refuse(int reason, String why) {
        if (state == State.ASKING || state == State.WAITING) {
            finish();
            writeRefusal(reason, why);
            close(CloseCause.FINISHED);
        }
    }

    /** Puts {@code bytes} into the outbuf. */
    protected final void send(byte[] bytes) {
        connection.outbuf().append(bytes, 0, bytes.length);
        connection.outbufChanged();
    }

    /** Puts {@code text} into the outbuf, each character one byte. */
    protected final void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    // The outcome

    /** As C tor: programs that send before they are answered save a round trip. */
    @Override
    public final void begun(Stream stream) {
        if (state == State.WAITING) {
            early = new EarlyBytes(connection, stream);
            early.send();
        }
    }

    @Override
    public final void connected(Stream stream, InetAddress address, int ttl) {
        if (state != State.WAITING) {
            stream.end(EndReason.MISC);
            return;
        }
        splice = new Splice(stream, connection); // first of all: what fails from here on ends it, and so the connection
        patience.cancel();
        state = State.OPEN;
        attempt = null;
        writeConnected(address, ttl);
        if (early != null) {
            early.settle();
        }
        connection.inbufLimit(OPEN_MAX);
        splice.open();
    }

    @Override
    public final void resolved(List<EntryAnswer> answers) {
        if (state == State.WAITING) {
            finish();
            writeAnswers(answers);
            close(CloseCause.FINISHED);
        }
    }

    @Override
    public final void failed(int reason, String why) {
        refuse(reason, why);
    }

    private void timedOut() {
        if (attempt != null) {
            attempt.cancel();
        }
        refuse(EndReason.TIMEOUT, "nothing came of it within SocksTimeout");
    }

    private void finish() {
        patience.cancel();
        attempt = null;
        state = State.DONE;
    }

    /** What the program still sends is thrown away, lest the kernel resets the connection and eats the refusal. */
    private void close(CloseCause cause) {
        connection.inbuf().clear();
        connection.closeAfterFlush(cause);
    }

    // The connection's events

    @Override
    public final void processInbuf() throws PeerFault {
        if (state == State.ASKING) {
            heard |= connection.inbuf().length() > 0;
            readRequest();
        }
        if (state == State.WAITING && early != null) {
            early.send();
        }
        if (state == State.OPEN) {
            splice.processInbuf();
        }
    }

    @Override
    public final void flushedSome() {
        if (state == State.OPEN) {
            splice.flushedSome();
        }
    }

    @Override
    public final void reachedEof() throws PeerFault {
        if (state == State.OPEN) {
            splice.reachedEof();
        } else if (state == State.ASKING && heard) {
            refuse(EntryReason.PROTOCOL, "the request breaks off");
        } else {
            connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        }
    }

    @Override
    public final void closed(CloseCause cause) {
        if (attempt != null) {
            attempt.cancel();
        }
        finish();
        if (splice != null) {
            splice.end(EndReason.MISC); // why a program goes is nobody's business: C tor's clients tell nothing either
        }
    }

    // The stream's events

    @Override
    public final void data(byte[] array, int offset, int length) {
        splice.data(array, offset, length);
    }

    @Override
    public final void mayPackage() {
        splice.mayPackage();
    }

    /** Without a splice it is the end of a stream that could not even be joined with the connection. */
    @Override
    public final void ended(int reason) {
        if (splice == null) {
            refuse(reason, "the stream ended at once");
            return;
        }
        streamEnded(reason);
        splice.ended();
    }

    @Override
    public String describe() {
        return (request == null ? "" : request.kind() + " " + request.host() + " " + request.port() + ", ") + state;
    }
}
