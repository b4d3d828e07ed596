package org.tropea.itests.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.itests.badinput.LinkHandshake;
import org.tropea.itests.badinput.RawCell;

/** One OR connection: cells in both directions (tor-spec 3), link protocol 5 or 4. */
abstract class Link extends TlsSocket {
    private static final int NARROW_HEADER = 5;
    private static final int WIDE_HEADER = 7;

    private boolean wide;

    Link(Loop loop, SSLEngine tls, SocketChannel socket) {
        super(loop, tls, socket);
    }

    /** A cell came whose payload starts at {@code payload}. */
    abstract void cell(int circuit, int command, byte[] array, int payload, int length) throws IOException;

    @Override
    final void received(ByteBuffer plain) throws IOException {
        for (int length = length(plain); length > 0; length = length(plain)) {
            int at = plain.position();
            plain.position(at + length);
            taken(plain.array(), at, length);
        }
    }

    /** Bytes of the next cell; 0 when it is not all there. */
    private int length(ByteBuffer plain) {
        int header = wide ? WIDE_HEADER : NARROW_HEADER;
        if (plain.remaining() < header) {
            return 0;
        }
        boolean variable = !wide || CellCommand.isVariable(plain.get(plain.position() + 4) & 0xff);
        int length = variable ? header + (plain.getShort(plain.position() + header - 2) & 0xffff) : Cell.SIZE;
        return plain.remaining() < length ? 0 : length;
    }

    private void taken(byte[] array, int at, int length) throws IOException {
        if (!wide) {
            wide = true;
            cell(0, CellCommand.VERSIONS, array, at + NARROW_HEADER, length - NARROW_HEADER);
            return;
        }
        int command = Cell.command(array, at);
        int header = CellCommand.isVariable(command) ? WIDE_HEADER : Cell.HEADER;
        cell(Cell.circuitId(array, at), command, array, at + header, length - header);
    }

    final void versions() {
        send(RawCell.versions(4, 5));
    }

    final void netinfo() {
        send(0, CellCommand.NETINFO, LinkHandshake.netinfoBody());
    }

    final void send(int circuit, int command, byte[] body) {
        send(new RawCell(circuit, command, body).encode());
    }

    final void send(byte[] bytes) {
        send(bytes, 0, bytes.length);
    }
}
