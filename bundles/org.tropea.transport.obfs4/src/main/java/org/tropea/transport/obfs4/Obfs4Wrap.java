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
    /** Of one that is sent in paced writes, so that little waits sealed; each burst has padding at its end, so not less. */
    private static final int PACED_BURST = 4 * Frame.PAYLOAD;

    private static final long MICRO = 1_000L;

    private final Session session;
    private final boolean paces;
    private final int burst;
    private final Window source = new Window();
    private final Window target = new Window();

    Obfs4Wrap(Session session, IatMode mode) {
        this.session = session;
        this.paces = mode != IatMode.NONE;
        this.burst = switch (mode) {
            case NONE -> BURST;
            case ENABLED -> PACED_BURST;
            case PARANOID -> Frame.PAYLOAD; // whose writes are padded, not its bursts
        };
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
        ByteBuffer in = source.over(sealed.head(), sealed.headOffset(), sealed.headLength());
        byte[] tail = plain.tail(Math.max(Session.PLAIN_ROOM, Math.min(in.remaining(), CHUNK)));
        int from = plain.tailOffset();
        ByteBuffer out = target.over(tail, from, plain.tailRoom());
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
            int length = Math.min(plain.headLength(), burst);
            ByteBuffer in = source.over(plain.head(), plain.headOffset(), length);
            byte[] tail = sealed.tail(length + length / Frame.PAYLOAD * Frame.OVERHEAD + Session.ROOM);
            int from = sealed.tailOffset();
            ByteBuffer out = target.over(tail, from, sealed.tailRoom());
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
        ByteBuffer out = target.over(tail, from, sealed.tailRoom());
        int next = session.nextWrite(sealed.length(), out);
        sealed.filled(out.position() - from);
        return next;
    }

    @Override
    public long pauseNanos() {
        return session.pause() * MICRO;
    }
}
