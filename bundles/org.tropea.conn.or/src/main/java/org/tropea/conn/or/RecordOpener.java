package org.tropea.conn.or;

import java.nio.ByteBuffer;
import org.tropea.cell.Cell;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/** The way in: opens whole TLS records of the inbuf and delivers the cells in them, in place. One per connection. */
final class RecordOpener {
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 23;
    private static final int HEADER = 5;
    private static final byte[] EMPTY = {};

    private final TlsEngine engine;
    private final Connection connection;
    private LoopBuffers shared;
    private final CellFramer framer = new CellFramer();
    /** The first bytes of a cell whose others are not here yet. */
    private byte[] rest = EMPTY;

    private int restLength;

    RecordOpener(TlsEngine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** From now on, and first of all, the buffers of the connection's loop are {@code lender}'s. */
    void borrowFrom(LoopBuffers lender) {
        shared = lender;
    }

    /** Opens some records and delivers their cells; false when no whole record is there. */
    boolean open(CellLinkEvents events) throws PeerFault, TlsFault {
        if (!wholeRecord()) {
            return false;
        }
        ByteBuffer plain = shared.takePlain();
        try {
            plain.put(rest, 0, restLength);
            openInto(plain);
            deliver(plain.array(), plain.position(), events);
        } finally {
            shared.givePlain(plain);
        }
        return true;
    }

    private boolean wholeRecord() throws PeerFault {
        Buffer inbuf = connection.inbuf();
        if (inbuf.length() < HEADER) {
            return false;
        }
        inbuf.pullUp(HEADER);
        int length = TlsEngine.recordLength(inbuf.head(), inbuf.headOffset(), inbuf.headLength());
        int type = inbuf.head()[inbuf.headOffset()];
        if (type < FIRST_TYPE || type > LAST_TYPE || length > TlsEngine.RECORD_MAX) {
            throw new PeerFault("what came is not a TLS record: type " + type + ", " + length + " bytes; accepted are "
                    + "types " + FIRST_TYPE + " to " + LAST_TYPE + " and at most " + TlsEngine.RECORD_MAX + " bytes");
        }
        if (inbuf.length() < length) {
            return false;
        }
        inbuf.pullUp(length);
        return true;
    }

    private void openInto(ByteBuffer plain) throws TlsFault {
        Buffer inbuf = connection.inbuf();
        inbuf.drain(engine.open(shared.wraps().of(inbuf.head(), inbuf.headOffset(), inbuf.headLength()), plain));
    }

    private void deliver(byte[] plain, int end, CellLinkEvents events) throws PeerFault {
        int at = 0;
        if (end >= Cell.SIZE && connection.isOpen()) {
            events.coming(plain, 0, end);
        }
        for (int length = -1; length != 0 && connection.isOpen() && at < end; at += length) {
            length = framer.next(plain, at, end, events);
        }
        keep(plain, at, end - at);
    }

    /** What a long cell needed is let go of with it: nobody keeps 64 KiB of ours by sending one. */
    private void keep(byte[] plain, int from, int length) {
        if (rest.length < length || rest.length > Cell.SIZE && length <= Cell.SIZE) {
            rest = new byte[Math.max(length, Cell.SIZE)];
            connection.keeps(rest.length);
        }
        System.arraycopy(plain, from, rest, 0, length);
        restLength = length;
    }
}
