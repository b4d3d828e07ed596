package org.tropea.tls.bc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;

/** Two engines back to back in memory; bytes go over only in whole turns of {@link #exchange()}. */
final class TlsPair {
    final TlsEngine client;
    final TlsEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 17);

    TlsPair(TlsEngine client, TlsEngine server) {
        this.client = client;
        this.server = server;
    }

    /** Hands bytes to and fro until both ends are established. */
    TlsPair handshake() throws TlsFault {
        for (int turn = 0; turn < 40 && !(client.established() && server.established()); turn++) {
            exchange();
        }
        exchange();
        return this;
    }

    void exchange() throws TlsFault {
        turn(client, toClient, toServer);
        turn(server, toServer, toClient);
    }

    private void turn(TlsEngine engine, ByteBuffer in, ByteBuffer out) throws TlsFault {
        for (int steps = 0; steps < 40; steps++) {
            Want want = engine.want();
            if (want == Want.TASK) {
                engine.task().run();
            } else if (want == Want.WRITE) {
                engine.seal(ByteBuffer.allocate(0), out);
            } else if (want == Want.CLOSED || open(engine, in) == 0) {
                return;
            }
        }
    }

    private int open(TlsEngine engine, ByteBuffer in) throws TlsFault {
        in.flip();
        int opened = engine.open(in, plain.clear());
        in.compact();
        return opened;
    }

    /** Sends {@code message} from one engine to the other, and returns what came out there. */
    static byte[] carry(byte[] message, TlsEngine from, TlsEngine to) throws TlsFault {
        ByteBuffer sealed = ByteBuffer.allocate(2 * message.length + 4 * TlsEngine.RECORD_MAX);
        ByteBuffer source = ByteBuffer.wrap(message);
        while (source.hasRemaining()) {
            from.seal(source, sealed);
        }
        ByteBuffer out = ByteBuffer.allocate(message.length + 4 * TlsEngine.RECORD_MAX);
        sealed.flip();
        to.open(sealed, out);
        return Arrays.copyOf(out.array(), out.position());
    }
}
