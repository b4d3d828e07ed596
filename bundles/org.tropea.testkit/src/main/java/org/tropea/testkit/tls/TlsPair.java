package org.tropea.testkit.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;

/** Two engines back to back in memory; bytes go over only in whole turns of {@link #exchange()}. */
public final class TlsPair {
    private final TlsEngine client;
    private final TlsEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 17);

    /** Two engines that have not begun. */
    public TlsPair(TlsEngine client, TlsEngine server) {
        this.client = client;
        this.server = server;
    }

    /** The client's end. */
    public TlsEngine client() {
        return client;
    }

    /** The server's end. */
    public TlsEngine server() {
        return server;
    }

    /** Hands bytes to and fro until both ends are established. */
    public TlsPair handshake() throws TlsFault {
        for (int turn = 0; turn < 40 && !(client.established() && server.established()); turn++) {
            exchange();
        }
        exchange();
        return this;
    }

    /** Each end does all it can with what is there, the client first. */
    public void exchange() throws TlsFault {
        turn(client, toClient, toServer);
        turn(server, toServer, toClient);
    }

    private void turn(TlsEngine engine, ByteBuffer in, ByteBuffer out) throws TlsFault {
        for (int steps = 0; steps < 40; steps++) {
            Want want = engine.want();
            if (want == Want.TASK) {
                engine.task().run();
            } else if (want == Want.WRITE) {
                write(engine, out);
            } else if (want == Want.CLOSED || open(engine, in) == 0) {
                return;
            }
        }
    }

    /** With no more room than an engine may ask for. */
    private static void write(TlsEngine engine, ByteBuffer out) throws TlsFault {
        int limit = out.limit();
        engine.seal(ByteBuffer.allocate(0), out.limit(out.position() + TlsEngine.RECORD_MAX));
        out.limit(limit);
    }

    private int open(TlsEngine engine, ByteBuffer in) throws TlsFault {
        in.flip();
        int opened = engine.open(in, plain.clear());
        in.compact();
        return opened;
    }

    /** Sends {@code message} from one engine to the other, and returns what came out there. */
    public static byte[] carry(byte[] message, TlsEngine from, TlsEngine to) throws TlsFault {
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
