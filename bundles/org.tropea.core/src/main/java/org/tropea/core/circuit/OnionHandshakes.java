package org.tropea.core.circuit;

import java.util.Arrays;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Created2;
import org.tropea.core.channel.RelayChannel;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.HandshakeReply;
import org.tropea.crypto.handshake.NtorServer;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.net.keys.RouterKeys;

/**
 * Answers onion handshakes (tor-spec 5.1.4 and 5.1.5): CREATE_FAST at once, ntor on a worker thread. One channel may
 * have only a share of the workers' queue waiting. Touched only by one loop.
 */
final class OnionHandshakes {
    /** What one channel may always have waiting, however short the workers' queue is. */
    private static final int SHARE_FLOOR = 50;

    private final CircuitTable table;
    private final LoopGroup workers;
    private final RouterKeys keys;
    private NtorServer server;
    private Curve25519KeyPair servedKey;

    OnionHandshakes(CircuitTable table, LoopGroup workers, RouterKeys keys) {
        this.table = table;
        this.workers = workers;
        this.keys = keys;
    }

    /** Answers the CREATE_FAST payload at {@code array[payload]}. */
    void fast(Circuit circuit, byte[] array, int payload) {
        HandshakeReply reply = CreateFast.respond(array, payload, Tor1RelayCrypto.KEY_LEN);
        Cell cell = table.pool().take();
        org.tropea.cell.CreateFast.created(cell, circuit.prev().id(), reply.reply());
        open(circuit, reply, cell);
    }

    /** Has a worker answer {@code create}; closes the circuit with RESOURCELIMIT when too much waits already. */
    void ntor(Circuit circuit, Create2 create) {
        RelayChannel channel = circuit.prev().channel();
        NtorServer today = server();
        byte[] onionskin = create.handshake();
        boolean taken = channel.handshakes(0) < Math.max(SHARE_FLOOR, workers.workLimit() / 4)
                && workers.work(
                        table.loop(),
                        () -> today.respond(onionskin, 0, onionskin.length, Tor1RelayCrypto.KEY_LEN),
                        (reply, failure) -> answered(circuit, reply, failure));
        if (taken) {
            channel.handshakes(1);
        } else {
            circuit.close(CloseCause.RESOURCE_LIMIT);
        }
    }

    private NtorServer server() {
        Curve25519KeyPair current = keys.onionKey();
        if (current != servedKey) {
            server = new NtorServer(keys.rsaId(), current, keys.previousOnionKey());
            servedKey = current;
        }
        return server;
    }

    private void answered(Circuit circuit, HandshakeReply reply, Throwable failure) {
        circuit.prev().channel().handshakes(-1);
        if (circuit.state() != CircuitState.HANDSHAKE) {
            return;
        }
        if (failure == null) {
            Cell cell = table.blank().header(circuit.prev().id(), CellCommand.CREATED2);
            new Created2(reply.reply()).write(cell.bytes, Cell.HEADER);
            open(circuit, reply, cell);
        } else {
            circuit.close(failure instanceof CryptoFault ? CloseCause.PEER_FAULT : CloseCause.BUG);
        }
    }

    private void open(Circuit circuit, HandshakeReply reply, Cell created) {
        table.totals().built++;
        circuit.open(new Tor1RelayCrypto(reply.keyMaterial()), created);
        Arrays.fill(reply.keyMaterial(), (byte) 0);
    }
}
