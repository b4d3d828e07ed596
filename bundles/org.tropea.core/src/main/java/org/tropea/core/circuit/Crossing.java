package org.tropea.core.circuit;

import java.util.ArrayDeque;
import java.util.Queue;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.core.exchange.Exchange;
import org.tropea.core.exchange.Passage;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;

/**
 * What a circuit's own loop has of its onward half while that lives in another loop: the way there. After TRUNCATE it
 * waits for the layer towards the client, which comes behind the last cells; what the circuit says meanwhile waits for
 * it. Touched only by the circuit's loop.
 */
final class Crossing {
    private final Circuit circuit;
    private final CircuitTable table;
    private final Exchange out;
    private final FarOnward far;
    private final int digestLength;
    private OnwardState state = OnwardState.CONNECTING;
    private final Queue<Runnable> held = new ArrayDeque<>();

    /** Cells for the client, encrypted. */
    final Passage towardsClient = new Passage() {
        @Override
        protected void arrived(Cell cell, long now) {
            circuit.towardsClient(cell, now);
        }

        @Override
        protected void failed(RuntimeException bug) {
            circuit.close(CloseCause.BUG);
        }
    };

    /** Takes {@code layer} to the loop of {@code next}. */
    Crossing(Circuit circuit, CircuitTable table, CircuitTable next, RelayLayer layer) {
        int here = table.loop().index();
        int there = next.loop().index();
        this.circuit = circuit;
        this.table = table;
        this.out = table.tables().exchanges().between(here, there);
        this.digestLength = layer.digestLength();
        this.far = new FarOnward(next, circuit, this, table.tables().exchanges().between(there, here), layer);
    }

    void start(ChannelTarget target, Create2 create) {
        out.post(() -> far.start(target, create));
    }

    // ---- away from the client -------------------------------------------------------------------------------------

    /** {@code cell}, peeled, goes on to the next relay. */
    void forward(Cell cell, boolean early) {
        if (state == OnwardState.TRUNCATING) {
            table.pool().give(cell);
            circuit.close(CloseCause.PEER_FAULT);
            return;
        }
        cell.header(0, early ? CellCommand.RELAY_EARLY : CellCommand.RELAY); // the id is the other loop's to know
        send(far.onwards, cell, table.onwardMarks());
    }

    private void send(Passage passage, Cell cell, QueueMarks marks) {
        if (!out.send(passage, cell, marks.limit())) {
            circuit.close(CloseCause.RESOURCE_LIMIT);
        }
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    /** The relay message in plain text in {@code payload}, which is copied, is for the client. */
    void originate(byte[] payload) {
        if (state == OnwardState.TRUNCATING) {
            hold(payload.clone());
        } else {
            Cell cell = table.pool().take();
            System.arraycopy(payload, 0, cell.bytes, Cell.HEADER, RelayCrypto.PAYLOAD_LEN);
            send(far.originals, cell, table.marks());
        }
    }

    private void hold(byte[] payload) {
        if (held.size() < table.marks().limit()) {
            held.add(() -> circuit.originate(payload));
        } else {
            circuit.close(CloseCause.RESOURCE_LIMIT);
        }
    }

    /**
     * The digest of the last message so far, which is computed in the other loop: there before that message can be on its
     * way to the client, so before the client can answer.
     */
    byte[] lastDigest() {
        byte[] digest = new byte[digestLength];
        if (state == OnwardState.TRUNCATING) {
            held.add(() -> circuit.lastDigest(digest));
        } else {
            out.post(() -> far.layer().lastDigest(digest, 0));
        }
        return digest;
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /** Has everything onward let go, and the layer come back. */
    void truncate(int reason) {
        if (state != OnwardState.TRUNCATING) {
            state = OnwardState.TRUNCATING;
            out.post(() -> far.giveBack(reason));
        }
    }

    /** {@code layer} is back. */
    void returned(RelayLayer layer) {
        circuit.returned(layer, held);
    }

    void close(int reason) {
        out.post(() -> far.closed(reason));
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    void stands(OnwardState now) {
        if (state != OnwardState.TRUNCATING) {
            state = now;
        }
    }

    OnwardState state() {
        return state;
    }
}
