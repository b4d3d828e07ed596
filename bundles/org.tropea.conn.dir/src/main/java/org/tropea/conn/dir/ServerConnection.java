package org.tropea.conn.dir;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirQuery;

/**
 * One request that came to this router, over TCP or a stream (dir-spec 6). READING until head and body are whole,
 * ASKING until the pages answered, WRITING while the answer goes out piece by piece, then DONE. What is malformed gets
 * 400, another method than GET and POST no answer at all, as from C tor.
 */
final class ServerConnection implements ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
    private static final DirAnswer BUSY = DirAnswer.of(503, "Directory busy, try again later");
    private static final DirAnswer BAD = DirAnswer.of(400, "Bad request");
    private static final DirAnswer TOO_LARGE = DirAnswer.of(400, "Request too large");
    private static final int PIECE = 32 * 1024;
    private static final byte[] NOTHING = {};

    private enum State {
        READING,
        ASKING,
        WRITING,
        DONE
    }

    private final Connection connection;
    /** Null when it came over TCP. */
    private final DirType.Tunnel tunnel;

    private final ServerParts parts;
    private State state = State.READING;
    private RequestHead head;
    private byte[] body = NOTHING;
    private final Outgoing outgoing = new Outgoing();
    /** How many bytes are kept for this answer alone. */
    private long waits;

    private long progressAt;
    private EventLoop.Timer stall;
    private Uploads.Upload upload;

    ServerConnection(Connection connection, DirType.Tunnel tunnel, ServerParts parts) {
        this.connection = connection;
        this.tunnel = tunnel;
        this.parts = parts;
        connection.inbufLimit(2 * HttpHead.MAX);
        progressed();
        stall = connection.loop().schedule(parts.stallNanos(), this::look);
    }

    private EventLoop loop() {
        return connection.loop();
    }

    private void progressed() {
        progressAt = loop().now();
    }

    private void look() {
        long left = progressAt + parts.stallNanos() - loop().now();
        if (left <= 0) {
            connection.close(CloseCause.IDLE);
        } else {
            stall = loop().schedule(left, this::look);
        }
    }

    // ---- the request ----------------------------------------------------------------------------------------------

    @Override
    public void processInbuf() {
        progressed();
        try {
            if (state == State.READING && readHead() && bodyIsWhole()) {
                ask();
            }
        } catch (PeerFault malformed) {
            LOG.debug("Refusing a directory request: {}", malformed.getMessage());
            answer(BAD);
        }
        if (state != State.READING) {
            connection.inbuf().drain(connection.inbuf().length());
        }
    }

    private boolean readHead() throws PeerFault {
        if (head != null) {
            return true;
        }
        HttpHead http = HttpHead.take(connection.inbuf());
        if (http == null) {
            return false;
        }
        head = RequestHead.of(http);
        String method = head.method().toUpperCase(Locale.ROOT);
        if (method.equals("POST")) {
            return beginUpload();
        }
        if (!method.equals("GET")) {
            state = State.DONE;
            connection.close(CloseCause.PEER_FAULT);
        }
        return state == State.READING;
    }

    private boolean beginUpload() throws PeerFault {
        int most = parts.server().uploadMax(head.path());
        if (head.length() < 0) {
            throw new PeerFault("a POST without a Content-Length");
        }
        if (head.length() > most) {
            answer(most == 0 ? nobodyTakes() : TOO_LARGE);
            return false;
        }
        connection.inbufLimit(HttpHead.MAX + head.length());
        upload = parts.uploads().begin(() -> loop().execute(this::crowdedOut));
        return true;
    }

    /** Nothing may be posted there, or nothing at all. */
    private DirAnswer nobodyTakes() {
        return parts.server().uploadMax() == 0 ? parts.server().refusal() : DirAnswer.notFound();
    }

    /** Other uploads need the memory, and this one has been coming for longest. */
    private void crowdedOut() {
        if (state == State.READING) {
            LOG.info("Refusing {}: too much is being posted at once", describe());
            answer(BUSY);
            connection.inbuf().drain(connection.inbuf().length());
        }
    }

    private boolean bodyIsWhole() {
        int length = Math.max(0, head.length());
        if (head.method().equalsIgnoreCase("GET")) {
            return true; // a body is ignored, as C tor does
        }
        if (connection.inbuf().length() < length) {
            upload.holds(connection.inbuf().length());
            return false;
        }
        upload.end();
        body = new byte[length];
        connection.inbuf().read(body, 0, length);
        return true;
    }

    private void ask() {
        state = State.ASKING;
        DirQuery query = new DirQuery(
                head.method().toUpperCase(Locale.ROOT),
                head.path(),
                head.http().headers(),
                body,
                head.modifiedSince(),
                connection.remote(),
                tunnel != null);
        body = NOTHING;
        try {
            parts.server().ask(query, answer -> inLoop(() -> answer(answer)));
        } catch (RuntimeException bug) {
            LOG.error("Cannot answer {} {}", query.method(), query.path(), bug);
            answer(DirAnswer.of(500, "Internal error"));
        }
    }

    private void inLoop(Runnable task) {
        if (loop().inLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }

    // ---- the answer -----------------------------------------------------------------------------------------------

    private void answer(DirAnswer answer) {
        if (state == State.WRITING || state == State.DONE || !connection.isOpen()) {
            return;
        }
        state = State.WRITING;
        if (answer.parts() == null) {
            write(ResponseText.brief(answer, now()), List.of());
        } else if (!parts.mayWrite().test(answer.length())) {
            write(ResponseText.brief(BUSY, now()), List.of());
        } else {
            compress(answer, Encoding.best(accepted(), answer.holder() == DirAnswer.Holder.LASTING));
        }
    }

    private Set<Encoding> accepted() {
        return head.accepted();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private void compress(DirAnswer answer, Encoding encoding) {
        if (encoding == Encoding.IDENTITY) {
            write(answer, encoding, null);
        } else if (answer.holder() == DirAnswer.Holder.LASTING) {
            compressOnce(answer, encoding, answer.parts().get(0));
        } else if (!encode(parts.work(), answer, encoding, form -> write(answer, encoding, form))) {
            write(answer, encoding, null);
        }
    }

    /** The form is kept, and made by one of those who ask for it: the others wait. */
    private void compressOnce(DirAnswer answer, Encoding encoding, byte[] document) {
        byte[] known = parts.compressed().find(document, encoding);
        if (known != null) {
            write(answer, encoding, known);
            return;
        }
        if (parts.compressed().join(document, encoding, form -> inLoop(() -> write(answer, encoding, form)))) {
            return;
        }
        Consumer<byte[]> made = form -> {
            parts.compressed().made(document, encoding, form);
            write(answer, encoding, form);
        };
        if (!encode(parts.lastingWork(), answer, encoding, made)) {
            made.accept(null);
        }
    }

    /** Tells {@code then} the form, or null when it cannot be made; false when {@code work} has no room for it. */
    private boolean encode(Work work, DirAnswer answer, Encoding encoding, Consumer<byte[]> then) {
        return work.run(loop(), () -> encoding.encode(answer.parts()), (form, failure) -> {
            if (failure != null) {
                LOG.warn("Cannot compress a directory document by {}: {}", encoding.label(), failure.toString());
            }
            then.accept(form);
        });
    }

    /** Without a {@code form} the document goes out as it is, as there is bandwidth for it. */
    private void write(DirAnswer answer, Encoding encoding, byte[] form) {
        if (!connection.isOpen()) {
            return;
        }
        long own = ownBytes(answer, form);
        if (!parts.waiting().take(own)) {
            write(ResponseText.brief(BUSY, now()), List.of());
            return;
        }
        waits = own;
        SocketAddress from = tunnel == null ? connection.remote() : tunnel.from();
        if (form == null) {
            write(ResponseText.full(answer, Encoding.IDENTITY, answer.length(), from, now()), answer.parts());
        } else {
            write(ResponseText.full(answer, encoding, form.length, from, now()), List.of(form));
        }
    }

    /** How many bytes are kept for this answer alone until they are gone. */
    private static long ownBytes(DirAnswer answer, byte[] form) {
        return switch (answer.holder()) {
            case LASTING -> 0;
            case SHARED -> form == null ? 0 : form.length;
            case ANSWER -> form == null ? answer.length() : form.length;
        };
    }

    private void write(byte[] text, List<byte[]> document) {
        if (connection.isOpen()) {
            outgoing.begin(document);
            connection.outbuf().append(text, 0, text.length);
            pump();
        }
    }

    /** Keeps the outbuf filled with about one piece until all is in it. */
    private void pump() {
        outgoing.fill(connection.outbuf(), PIECE);
        connection.outbufChanged();
        if (outgoing.isOut()) {
            state = State.DONE;
            drop();
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    /** Nothing waits here any more. */
    private void drop() {
        outgoing.begin(List.of());
        parts.waiting().give(waits);
        waits = 0;
    }

    @Override
    public void flushedSome() {
        progressed();
        if (state == State.WRITING && !outgoing.isOut()) {
            pump();
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    @Override
    public void reachedEof() {
        if (state != State.DONE) {
            connection.close(CloseCause.PEER_CLOSED);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        state = State.DONE;
        body = NOTHING;
        drop();
        stall.cancel();
        if (upload != null) {
            upload.end();
        }
    }

    @Override
    public String describe() {
        String what = head == null ? "no request yet" : head.method() + " " + head.path();
        return (tunnel != null ? "tunnelled, " : "") + what + ", " + state;
    }
}
