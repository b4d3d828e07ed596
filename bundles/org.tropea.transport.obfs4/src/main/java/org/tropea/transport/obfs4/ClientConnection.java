package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.transport.TransportConnection;
import org.tropea.flow.transport.TransportUse;

/** A connection to a bridge until the handshake is done. Touched only by its loop. */
final class ClientConnection extends TransportConnection {
    private static final long MILLI = 1_000_000L;
    /** An answer, and what may follow it at once. */
    private static final int MOST = 2 * ClientHandshake.LONGEST;

    private final LoopParts parts;
    private final IatMode mode;
    private final BridgeCert cert;
    private final SessionKey key;
    private final InstantSource clock;
    private ClientHandshake handshake;
    private EventLoop.Timer patience;

    ClientConnection(
            Connection connection,
            TransportUse use,
            BridgeCert cert,
            IatMode mode,
            LoopParts parts,
            RouterScope router,
            InstantSource clock) {
        super(connection, use);
        this.cert = cert;
        this.mode = mode;
        this.parts = parts;
        this.key = parts.key(connection.loop(), router);
        this.clock = clock;
        connection.inbufLimit(MOST);
    }

    @Override
    public void finishedConnecting() {
        patience = connection.loop().schedule(ClientHandshake.TIMEOUT_MILLIS * MILLI, this::tooLate);
        handshake = new ClientHandshake(cert, key, clock.millis(), parts.random);
        ByteBuffer request = ByteBuffer.allocate(ClientHandshake.LONGEST);
        handshake.request(request);
        connection.outbuf().append(request.flip());
        connection.outbufChanged();
    }

    private void tooLate() {
        giveUp(CloseCause.HANDSHAKE_TIMEOUT, "the bridge does not answer: its line may be wrong, or a clock");
    }

    @Override
    public void processInbuf() throws PeerFault {
        Buffer inbuf = connection.inbuf();
        inbuf.pullUp(inbuf.length());
        ByteBuffer in = ByteBuffer.wrap(inbuf.head(), inbuf.headOffset(), inbuf.length());
        boolean answered = handshake.answer(in);
        inbuf.drain(inbuf.length() - in.remaining());
        if (answered) {
            handOn(new Obfs4Wrap(handshake.session(mode, parts.stream), mode), null);
        }
    }

    @Override
    protected void over() {
        if (patience != null) {
            patience.cancel();
        }
    }
}
