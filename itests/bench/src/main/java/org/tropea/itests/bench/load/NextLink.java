package org.tropea.itests.bench.load;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Created2;
import org.tropea.cell.IntMap;
import org.tropea.crypto.link.Authenticate;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.itests.badinput.LinkHandshake;

/**
 * A connection from the relay under load. Compares each relay cell with the one that it should be, and sends one back for
 * it. A CREATE2 gets an answer that nobody checks: the generator is at both ends.
 */
final class NextLink extends Link {
    private static final int NTOR_REPLY = 64;

    /** One circuit: which, and how many cells came by it. */
    private static final class End {
        int index = -1;
        long cells;
    }

    private final LinkCertificates certificates;
    private final Payload payload;
    private final IntMap<End> circuits = new IntMap<>();
    private final byte[] answer = new byte[Cell.SIZE];
    private long cells;

    NextLink(Loop loop, SSLEngine tls, SocketChannel socket, LinkCertificates certificates, Payload payload) {
        super(loop, tls, socket);
        this.certificates = certificates;
        this.payload = payload;
    }

    @Override
    void established() {
        // The relay speaks first.
    }

    @Override
    void lost() {
        // Whoever loses a circuit by it says so.
    }

    @Override
    void cell(int id, int command, byte[] array, int at, int length) {
        switch (command) {
            case CellCommand.RELAY -> relay(id, array, at);
            case CellCommand.CREATE2 -> create(id);
            case CellCommand.DESTROY -> circuits.remove(id);
            case CellCommand.VERSIONS -> handshake();
            default -> Thread.onSpinWait(); // CERTS, AUTHENTICATE and NETINFO of a relay that is right; padding
        }
    }

    private void relay(int id, byte[] array, int at) {
        End end = circuits.get(id);
        if (end.index < 0) {
            end.index = Payload.index(array, at);
        }
        payload.require(array, at, end.index, end.cells, Payload.FORWARD);
        Payload.header(answer, id, CellCommand.RELAY);
        payload.fill(answer, Cell.HEADER, end.index, end.cells, Payload.BACKWARD);
        end.cells++;
        cells++;
        send(answer);
    }

    private void create(int id) {
        circuits.put(id, new End());
        byte[] body = new byte[Cell.PAYLOAD];
        new Created2(new byte[NTOR_REPLY]).write(body, 0);
        send(id, CellCommand.CREATED2, body);
    }

    private void handshake() {
        versions();
        send(0, CellCommand.CERTS, LinkHandshake.body(certificates.responderCerts()));
        byte[] challenge = ByteBuffer.allocate(36)
                .putShort(32, (short) 1)
                .putShort(34, (short) Authenticate.TYPE)
                .array();
        send(0, CellCommand.AUTH_CHALLENGE, challenge);
        netinfo();
    }

    /** Relay cells that came, each of them as it should be. */
    long cells() {
        return cells;
    }
}
