package org.tropea.testkit;

import java.nio.ByteBuffer;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/** Lets two engines of any provider shake hands in memory. */
public final class TlsHandshake {
    private static final int STEPS_MAX = 1000;

    private TlsHandshake() {}

    /** Runs the handshake to its end, tasks included; fails when it does not come to one. */
    public static void run(TlsEngine client, TlsEngine server) throws TlsFault {
        ByteBuffer toServer = empty();
        ByteBuffer toClient = empty();
        for (int step = 0; !client.established() || !server.established(); step++) {
            if (step == STEPS_MAX) {
                throw new AssertionError("no end: client wants " + client.want() + ", server " + server.want());
            }
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
    }

    private static void step(TlsEngine engine, ByteBuffer in, ByteBuffer out) throws TlsFault {
        switch (engine.want()) {
            case TASK -> engine.task().run();
            case WRITE -> write(engine, out);
            case READ, NOTHING -> engine.open(in, ByteBuffer.allocate(4 * TlsEngine.RECORD_MAX));
            case CLOSED -> throw new AssertionError("closed in the handshake");
        }
    }

    private static void write(TlsEngine engine, ByteBuffer out) throws TlsFault {
        out.compact();
        engine.seal(ByteBuffer.allocate(0), out);
        out.flip();
    }

    /** Kept ready for reading: position to limit is what was sealed and not opened. */
    private static ByteBuffer empty() {
        return ByteBuffer.allocate(16 * TlsEngine.RECORD_MAX).limit(0);
    }
}
