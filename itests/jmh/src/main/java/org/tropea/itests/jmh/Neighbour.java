package org.tropea.itests.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.tropea.buffer.extents.ExtentLayer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/**
 * The other end of one OR connection of the measured relay: talks cells over null TLS while a benchmark is set up, then
 * pours ready-made records in and drains whatever comes. Touched by the benchmark's thread only.
 */
abstract class Neighbour implements IoEvents {
    private static final BufferPool POOL = new ExtentLayer().pool(System::nanoTime);
    private static final int ROOM = 8 * TlsEngine.RECORD_MAX;
    private static final int NARROW_HEADER = 5;

    private final TlsEngine tls;
    private final Buffer in = POOL.buffer();
    private final Buffer out = POOL.buffer();
    private final ByteBuffer plain = ByteBuffer.allocate(ROOM);
    private IoSocket socket;
    private boolean wide;

    Neighbour(TlsEngine tls) {
        this.tls = tls;
    }

    /** TLS is up. */
    abstract void linked();

    /** A cell came: its payload starts at {@code payload}. */
    abstract void received(int circuit, int command, byte[] array, int payload);

    final void socket(IoSocket connected) {
        socket = connected;
        socket.interest(true, false);
    }

    /** Takes what was accepted into {@code loop}. */
    final void accepted(EventLoop loop, IoSocket accepted) {
        try {
            socket(loop.adopt(accepted, this));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    // While a benchmark is set up.

    @Override
    public final void writable() {
        try {
            socket.finishConnect();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public final void readable() {
        try {
            boolean before = tls.established();
            socket.read(in, ROOM - plain.position());
            open();
            if (!before && tls.established()) {
                linked();
            }
            deliver();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (TlsFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void open() throws TlsFault {
        byte[] sealed = new byte[in.length()];
        in.peek(0, sealed, 0, sealed.length);
        in.drain(tls.open(ByteBuffer.wrap(sealed), plain));
    }

    private void deliver() {
        byte[] array = plain.array();
        int at = 0;
        for (int length = length(array, at); length > 0; length = length(array, at)) {
            cell(array, at);
            at += length;
        }
        plain.limit(plain.position()).position(at);
        plain.compact();
    }

    /** Bytes of the cell at {@code at}; 0 when it is not all there. */
    private int length(byte[] array, int at) {
        int there = plain.position() - at;
        int header = wide ? Cell.HEADER + 2 : NARROW_HEADER;
        if (there < header) {
            return 0;
        }
        boolean variable = !wide || CellCommand.isVariable(Cell.command(array, at));
        int lengthAt = at + header - 2;
        int length = variable ? header + ((array[lengthAt] & 0xff) << 8 | array[lengthAt + 1] & 0xff) : Cell.SIZE;
        return there < length ? 0 : length;
    }

    private void cell(byte[] array, int at) {
        if (!wide) {
            wide = true;
            received(0, CellCommand.VERSIONS, array, at + NARROW_HEADER);
            return;
        }
        int command = Cell.command(array, at);
        int header = CellCommand.isVariable(command) ? Cell.HEADER + 2 : Cell.HEADER;
        received(Cell.circuitId(array, at), command, array, at + header);
    }

    /** Sends one cell, in a record of its own. */
    final void send(byte[] cell) {
        seal(ByteBuffer.wrap(cell));
    }

    private void seal(ByteBuffer bytes) {
        try {
            ByteBuffer sealed = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
            tls.seal(bytes, sealed);
            out.append(sealed.flip());
        } catch (TlsFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Writes what waits, the engine's own records too, as far as there is room; returns whether anything went. */
    final boolean flush() {
        if (socket == null) {
            return false;
        }
        if (tls.want() == TlsEngine.Want.WRITE) {
            seal(ByteBuffer.allocate(0));
        }
        try {
            return socket.write(out, ROOM) > 0;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    // While it is measured.

    /** Pours {@code length} bytes of sealed records into the relay; returns whether the socket took them all. */
    final boolean pour(byte[] records, int from, int length) throws IOException {
        out.append(records, from, length);
        socket.write(out, out.length());
        return out.length() == 0;
    }

    /** Reads at most {@code most} bytes of what the relay wrote and drops it; returns how many there were. */
    final int drain(int most) throws IOException {
        int count = socket.read(in, most);
        in.clear();
        return count;
    }
}
