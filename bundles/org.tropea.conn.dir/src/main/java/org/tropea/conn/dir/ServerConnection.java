package org.tropea.conn.dir;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
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
    private int written;
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
            parts.server().ask(query, answer -> {
                if (loop().inLoop()) {
                    answer(answer);
                } else {
                    loop().execute(() -> answer(answer));
                }
            });
        } catch (RuntimeException bug) {
            LOG.error("Cannot answer {} {}", query.method(), query.path(), bug);
            answer(DirAnswer.of(500, "Internal error"));
        }
    }

    // ---- the answer -----------------------------------------------------------------------------------------------

    private void answer(DirAnswer answer) {
        if (state == State.WRITING || state == State.DONE || !connection.isOpen()) {
            return;
        }
        state = State.WRITING;
        if (answer.body() == null) {
            write(ResponseText.brief(answer, now()), NOTHING);
        } else if (!parts.mayWrite().test(answer.body().length)) {
            write(ResponseText.brief(BUSY, now()), NOTHING);
        } else {
            compress(answer, Encoding.best(accepted(), answer.lasting()));
        }
    }

    private Set<Encoding> accepted() {
        return head.accepted();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private void compress(DirAnswer answer, Encoding encoding) {
        byte[] document = answer.body();
        byte[] known =
                encoding == Encoding.IDENTITY ? document : parts.compressed().find(document, encoding);
        if (known != null) {
            writeDocument(answer, encoding, known);
            return;
        }
        parts.work().run(loop(), () -> encoding.encode(document), (form, failure) -> {
            if (failure != null) {
                LOG.warn("Cannot compress a directory document by {}: {}", encoding.label(), failure.toString());
                writeDocument(answer, Encoding.IDENTITY, document);
                return;
            }
            if (answer.lasting()) {
                parts.compressed().keep(document, encoding, form);
            }
            writeDocument(answer, encoding, form);
        });
    }

    private void writeDocument(DirAnswer answer, Encoding encoding, byte[] form) {
        SocketAddress from = tunnel == null ? connection.remote() : tunnel.from();
        write(ResponseText.full(answer, encoding, form.length, from, now()), form);
    }

    private void write(byte[] text, byte[] document) {
        if (connection.isOpen()) {
            body = document;
            connection.outbuf().append(text, 0, text.length);
            pump();
        }
    }

    /** Keeps the outbuf filled with about one piece until all is in it. */
    private void pump() {
        int room = PIECE - connection.outbuf().length();
        int count = Math.min(room, body.length - written);
        if (count > 0) {
            connection.outbuf().append(body, written, count);
            written += count;
        }
        connection.outbufChanged();
        if (written == body.length) {
            state = State.DONE;
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    @Override
    public void flushedSome() {
        progressed();
        if (state == State.WRITING && written < body.length) {
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
