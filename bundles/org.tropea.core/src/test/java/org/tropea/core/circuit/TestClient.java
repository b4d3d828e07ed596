package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCell;
import org.tropea.core.channel.FakeBackend;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.testkit.CellBuilder;

/** A client's end of one circuit of one hop: us. */
public final class TestClient {
    /** The bit of the ids of whoever started a channel: a client. */
    static final int HIGH = 1 << 31;

    final CircuitRig rig;
    final FakeBackend link;
    final int id;
    RelayCrypto crypto;

    private TestClient(CircuitRig rig, FakeBackend link, int id) {
        this.rig = rig;
        this.link = link;
        this.id = HIGH | id;
    }

    /** Builds a circuit by CREATE_FAST. */
    public static TestClient fast(CircuitRig rig, FakeBackend link, int id) {
        TestClient client = new TestClient(rig, link, id);
        byte[] x = CreateFast.request();
        link.receive(CellBuilder.createFast(client.id, x));
        rig.group.crank();
        byte[] created = client.last();
        assertEquals(CellCommand.CREATED_FAST, Cell.command(created, 0));
        try {
            client.crypto = new Tor1RelayCrypto(CreateFast.finish(x, created, Cell.HEADER, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault fault) {
            throw new AssertionError(fault);
        }
        return client;
    }

    /** Builds a circuit by CREATE2 with ntor. */
    static TestClient ntor(CircuitRig rig, FakeBackend link, int id) throws CryptoFault {
        TestClient client = new TestClient(rig, link, id);
        NtorClient ntor = new NtorClient(CircuitRig.OWN_ID, rig.onionKey.publicKey());
        link.receive(CellBuilder.create2(client.id, ntor.onionskin()));
        rig.group.crank();
        byte[] created = client.last();
        assertEquals(CellCommand.CREATED2, Cell.command(created, 0));
        client.crypto = new Tor1RelayCrypto(ntor.finish(created, Cell.HEADER + 2, 64, Tor1RelayCrypto.KEY_LEN));
        return client;
    }

    byte[] last() {
        return link.sent.get(link.sent.size() - 1);
    }

    /** Sends us a relay message. */
    public void send(boolean early, int relayCommand, int stream, byte... data) {
        byte[] plain = CellBuilder.relay(id, relayCommand, stream, data);
        crypto.forward().originate(plain, Cell.HEADER);
        sendEncrypted(early, plain);
    }

    /** Sends what we are not to recognize. */
    void sendOpaque(boolean early, byte filler) {
        byte[] plain = CellBuilder.cell(id, CellCommand.RELAY, CircuitRig.filled(509, filler | 1));
        sendEncrypted(early, plain);
    }

    private void sendEncrypted(boolean early, byte[] plain) {
        byte[] cell = CellBuilder.cell(id, early ? CellCommand.RELAY_EARLY : CellCommand.RELAY);
        crypto.forward().apply(plain, Cell.HEADER, cell, Cell.HEADER);
        link.receive(cell);
    }

    /** Peels the next relay cells that we sent, from {@code first} on; relay command/stream/length of each. */
    public List<String> received(int first) {
        rig.group.crank();
        List<String> messages = new ArrayList<>();
        for (byte[] cell : List.copyOf(link.sent.subList(first, link.sent.size()))) {
            if (Cell.circuitId(cell, 0) == id && Cell.command(cell, 0) == CellCommand.RELAY) {
                byte[] plain = peel(cell);
                assertTrue(crypto.backward().recognize(plain, Cell.HEADER));
                messages.add(RelayCell.command(plain, Cell.HEADER) + "/" + RelayCell.streamId(plain, Cell.HEADER) + "/"
                        + RelayCell.length(plain, Cell.HEADER));
            }
        }
        return messages;
    }

    byte[] peel(byte[] cell) {
        byte[] plain = cell.clone();
        crypto.backward().apply(cell, Cell.HEADER, plain, Cell.HEADER);
        return plain;
    }
}
