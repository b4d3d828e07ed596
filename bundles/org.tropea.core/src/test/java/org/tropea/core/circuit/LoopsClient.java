package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.testkit.CellBuilder;

/** Both ends of a circuit through a relay with several loops: its client, and the next relay. Cells carry numbers. */
final class LoopsClient {
    private static final int HIGH = 1 << 31;
    /** Where cells between client and next relay say whose they are. */
    static final int WHO = Cell.HEADER + 20;

    private static final int NUMBER = Cell.HEADER + 11;

    final FakeBackend link;
    final int id;
    private RelayCrypto crypto;
    private int seen;

    /** The relay commands of what the relay said itself, in order. */
    final List<Integer> messages = new ArrayList<>();
    /** The digests that the relay noted of its DATA cells; each is checked when its cell comes. */
    final Deque<byte[]> digests = new ArrayDeque<>();

    /** The relay ended the circuit; or somebody else did. */
    boolean destroyed;

    boolean closed;
    private boolean extending;
    private boolean extended;
    int sentOn;
    int cameOn;
    int sentBack;
    int cameBack;

    /** Builds the circuit by CREATE_FAST over {@code link}. */
    LoopsClient(LoopsRig rig, FakeBackend link, int number) {
        this.link = link;
        this.id = HIGH | number;
        byte[] x = CreateFast.request();
        link.receive(CellBuilder.createFast(id, x));
        rig.group.crank();
        seen = link.sent.size();
        byte[] created = link.sent.get(seen - 1);
        assertEquals(CellCommand.CREATED_FAST, Cell.command(created, 0));
        try {
            crypto = new Tor1RelayCrypto(CreateFast.finish(x, created, Cell.HEADER, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault fault) {
            throw new AssertionError(fault);
        }
    }

    /** Whether the circuit lives, as far as can be told from here. */
    boolean lives() {
        return !destroyed && !closed;
    }

    /** Whether it may be extended. */
    boolean endsHere() {
        return lives() && !extending && !extended;
    }

    boolean isExtended() {
        return lives() && extended;
    }

    void truncate() {
        extended = false;
        extending = true; // until it is TRUNCATED
        send(false, RelayCommand.TRUNCATE, 0);
    }

    /** Its circuit at the relay; null when it is gone. */
    Circuit circuit(LoopsRig rig) {
        CircuitTable table = rig.parts.get(link.channel.loop().index()).circuits;
        return table.status().stream()
                .filter(status -> status.prevChannel() == link.channel.id())
                .map(status -> table.circuit(status.number()))
                .findFirst()
                .orElse(null);
    }

    void extend(int relay) {
        extending = true;
        send(true, RelayCommand.EXTEND2, 0, CircuitTest.extend2(CircuitRig.relay(relay), "127.0.0." + relay, 700));
    }

    void send(boolean early, int command, int stream, byte... data) {
        byte[] plain = CellBuilder.relay(id, command, stream, data);
        crypto.forward().originate(plain, Cell.HEADER);
        encrypted(early, plain);
    }

    /** Sends the next relay a cell. */
    void sendOn() {
        encrypted(false, numbered(id, sentOn++));
    }

    private void encrypted(boolean early, byte[] plain) {
        byte[] cell = CellBuilder.cell(id, early ? CellCommand.RELAY_EARLY : CellCommand.RELAY);
        crypto.forward().apply(plain, Cell.HEADER, cell, Cell.HEADER);
        link.receive(cell);
    }

    /** What the next relay got. */
    void cameOn(byte[] cell) {
        assertArrayEquals(numbered(Cell.circuitId(cell, 0), cameOn++), cell);
    }

    /** The next relay's next cell for the client, over a circuit with {@code nextId} there. */
    byte[] back(int nextId) {
        return numbered(nextId, sentBack++);
    }

    /** Not recognized by anybody: the field is not zero. */
    private byte[] numbered(int circuit, int number) {
        byte[] cell = CellBuilder.cell(circuit, CellCommand.RELAY, CircuitRig.filled(Cell.PAYLOAD, 9));
        for (int i = 0; i < 4; i++) {
            cell[NUMBER + i] = (byte) (number >>> 8 * i);
        }
        cell[WHO] = (byte) id;
        cell[Cell.SIZE - 1] = (byte) number;
        return cell;
    }

    /** Looks at what came since the last time. */
    void look() {
        for (; seen < link.sent.size(); seen++) {
            byte[] cell = link.sent.get(seen);
            if (Cell.circuitId(cell, 0) == id) {
                came(cell);
            }
        }
    }

    private void came(byte[] cell) {
        if (Cell.command(cell, 0) == CellCommand.DESTROY) {
            destroyed = true;
            return;
        }
        byte[] plain = cell.clone();
        crypto.backward().apply(cell, Cell.HEADER, plain, Cell.HEADER);
        if (!crypto.backward().recognize(plain, Cell.HEADER)) {
            assertArrayEquals(numbered(id, cameBack++), plain);
            return;
        }
        messages.add(RelayCell.command(plain, Cell.HEADER));
        switch (RelayCell.command(plain, Cell.HEADER)) {
            case RelayCommand.DATA -> {
                byte[] digest = new byte[20];
                crypto.backward().lastDigest(digest, 0);
                assertArrayEquals(digest, digests.remove());
            }
            case RelayCommand.EXTENDED2 -> extended = true;
            case RelayCommand.TRUNCATED -> startAnew();
            default -> {}
        }
        extending &= RelayCell.command(plain, Cell.HEADER) == RelayCommand.DATA;
    }

    /** What was on its way to or from the relay before may be lost; the next one counts from 0. */
    private void startAnew() {
        sentOn = 0;
        cameOn = 0;
        sentBack = 0;
        cameBack = 0;
    }

    boolean heard(int command) {
        return messages.contains(command);
    }
}
