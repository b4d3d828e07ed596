package org.tropea.conn.or;

import java.nio.ByteBuffer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/**
 * The way out: gathers cells and seals 31 of them into one TLS record, straight into the outbuf. (One record per cell
 * costs four times as much.) Belongs to one connection.
 */
final class CellSealer {
    private final TlsEngine engine;
    private final Connection connection;
    private LoopBuffers shared;
    /** Plain bytes that wait for a full record; null when there are none. */
    private ByteBuffer staged;

    CellSealer(TlsEngine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** From now on, and first of all, the buffers of the connection's loop are {@code lender}'s. */
    void borrowFrom(LoopBuffers lender) {
        shared = lender;
    }

    /** Copies {@code bytes} in, sealing each record that gets full. */
    void stage(byte[] bytes) throws TlsFault {
        for (int from = 0; from < bytes.length; ) {
            if (staged == null) {
                staged = shared.takeStaging();
            }
            int length = Math.min(staged.remaining(), bytes.length - from);
            staged.put(bytes, from, length);
            from += length;
            if (!staged.hasRemaining()) {
                sealStaged();
            }
        }
    }

    /** Plain bytes that are not sealed yet. */
    int stagedBytes() {
        return staged == null ? 0 : staged.position();
    }

    /** Seals whatever is staged. */
    void sealStaged() throws TlsFault {
        if (staged != null) {
            staged.flip();
            while (staged.hasRemaining()) {
                seal(staged);
            }
            release();
        }
    }

    /** Puts what the engine itself has to say, a handshake record or an alert, into the outbuf. */
    void sealOwn() throws TlsFault {
        while (engine.want() == TlsEngine.Want.WRITE) {
            seal(LoopBuffers.NOTHING);
        }
    }

    private void seal(ByteBuffer plain) throws TlsFault {
        Buffer outbuf = connection.outbuf(); // another one after each swap of the buffer layer
        byte[] tail = outbuf.tail(TlsEngine.RECORD_MAX);
        int sealed = engine.seal(plain, shared.wraps().of(tail, outbuf.tailOffset(), outbuf.tailRoom()));
        outbuf.filled(sealed);
    }

    /** Gives the staging buffer back, with whatever is in it. */
    void release() {
        if (staged != null) {
            shared.giveStaging(staged);
            staged = null;
        }
    }
}
