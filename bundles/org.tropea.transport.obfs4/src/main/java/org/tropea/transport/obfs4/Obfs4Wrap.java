package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.PeerFault;

/** Frames around the bytes of one connection: opened and sealed from the arrays of one buffer into those of the other. */
final class Obfs4Wrap extends Wrap {
    /** Room asked for at once: below what every buffer layer can make contiguous. */
    private static final int CHUNK = 32 * 1024;
    /** Plain bytes of one burst: sealed and with its padding they fit the chunk. */
    private static final int BURST = 27 * 1024;

    private static final long MICRO = 1_000L;

    private final Session session;
    private final boolean paces;

    Obfs4Wrap(Session session, IatMode mode) {
        this.session = session;
        this.paces = mode != IatMode.NONE;
    }

    @Override
    public void open(Buffer sealed, Buffer plain) throws PeerFault {
        int before;
        do {
            before = sealed.length();
            if (before > 0) {
                openSome(sealed, plain);
            }
        } while (sealed.length() > 0 && sealed.length() < before);
    }

    private void openSome(Buffer sealed, Buffer plain) throws PeerFault {
        if (sealed.headLength() < Frame.LONGEST) {
            sealed.pullUp(Math.min(sealed.length(), Frame.LONGEST));
        }
        ByteBuffer in = ByteBuffer.wrap(sealed.head(), sealed.headOffset(), sealed.headLength());
        byte[] tail = plain.tail(Math.max(Session.PLAIN_ROOM, Math.min(in.remaining(), CHUNK)));
        int from = plain.tailOffset();
        ByteBuffer out = ByteBuffer.wrap(tail, from, plain.tailRoom());
        try {
            session.open(in, out);
        } finally {
            plain.filled(out.position() - from);
            sealed.drain(in.position() - sealed.headOffset());
        }
    }

    @Override
    public void seal(Buffer plain, Buffer sealed, int most) {
        while (plain.length() > 0 && sealed.length() < most) {
            int length = Math.min(plain.headLength(), BURST);
            ByteBuffer in = ByteBuffer.wrap(plain.head(), plain.headOffset(), length);
            byte[] tail = sealed.tail(length + length / Frame.PAYLOAD * Frame.OVERHEAD + Session.ROOM);
            int from = sealed.tailOffset();
            ByteBuffer out = ByteBuffer.wrap(tail, from, sealed.tailRoom());
            session.seal(in, out);
            sealed.filled(out.position() - from);
            plain.drain(length - in.remaining());
        }
    }

    @Override
    public int nextWrite(Buffer sealed) {
        if (!paces) {
            return sealed.length();
        }
        byte[] tail = sealed.tail(Session.ROOM);
        int from = sealed.tailOffset();
        ByteBuffer out = ByteBuffer.wrap(tail, from, sealed.tailRoom());
        int next = session.nextWrite(sealed.length(), out);
        sealed.filled(out.position() - from);
        return next;
    }

    @Override
    public long pauseNanos() {
        return session.pause() * MICRO;
    }
}
