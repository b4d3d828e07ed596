package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.transport.TransportConnection;
import org.tropea.flow.transport.TransportUse;

/**
 * A client's connection until its handshake is done. Whoever is none gets no answer, and the connection stays until the
 * bridge's own delay is over. Touched only by its loop.
 */
final class ServerConnection extends TransportConnection {
    private static final long MILLI = 1_000_000L;
    /** Twice a request: more is taken and thrown away. */
    private static final int MOST = 2 * ClientHandshake.LONGEST;

    private final LoopParts parts;
    private final IatMode mode;
    private final InstantSource clock;
    private final ServerHandshake handshake;
    private final EventLoop.Timer patience;

    ServerConnection(
            Connection connection,
            TransportUse use,
            Obfs4Transport.Bridge bridge,
            LoopParts parts,
            RouterScope router,
            InstantSource clock) {
        super(connection, use);
        this.parts = parts;
        this.mode = bridge.identity().iatMode();
        this.clock = clock;
        EventLoop loop = connection.loop();
        long now = clock.millis();
        SessionKey key = parts.key(loop, router);
        handshake = new ServerHandshake(bridge.identity(), key, bridge.replays(), now, parts.random);
        patience = loop.schedule((handshake.closesAtMillis() - now) * MILLI, this::tooLate);
        connection.inbufLimit(MOST);
    }

    private void tooLate() {
        giveUp(CloseCause.HANDSHAKE_TIMEOUT, "nobody who knows the bridge");
    }

    @Override
    public void processInbuf() {
        Buffer inbuf = connection.inbuf();
        inbuf.pullUp(inbuf.length());
        ByteBuffer in = ByteBuffer.wrap(inbuf.head(), inbuf.headOffset(), inbuf.length());
        ServerHandshake.Progress progress = handshake.receive(in, clock.millis());
        inbuf.drain(inbuf.length() - in.remaining());
        if (progress == ServerHandshake.Progress.DONE) {
            ByteBuffer answer = ByteBuffer.allocate(ClientHandshake.LONGEST + Session.ROOM);
            Session session = handshake.answer(answer, parts.stream);
            connection.outbuf().append(answer.flip());
            handOn(new Obfs4Wrap(session, mode), null);
        }
    }

    @Override
    protected void over() {
        patience.cancel();
    }
}
