package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HandCrankedLoopGroup;

/** A client's end of one circuit that ends here, with the relay encryption of one hop. */
public final class CircuitClient {
    private final HandCrankedLoopGroup group;
    private final FakeBackend link;
    private final int id;
    private final Tor1RelayCrypto crypto;
    private int seen;

    /** One relay message from us, and the digest that a SENDME for it must quote. */
    public record Message(int command, int stream, byte[] body, byte[] digest) {
        @Override
        public String toString() {
            return RelayCommand.name(command) + "/" + stream + "/" + body.length;
        }
    }

    /** Builds circuit {@code id} over {@code link}, whose peer started the channel. */
    public CircuitClient(HandCrankedLoopGroup group, FakeBackend link, int id) {
        this.group = group;
        this.link = link;
        this.id = 1 << 31 | id;
        byte[] x = CreateFast.request();
        link.receive(CellBuilder.createFast(this.id, x));
        group.crank();
        seen = link.sent.size();
        byte[] created = link.sent.get(seen - 1);
        assertEquals(CellCommand.CREATED_FAST, Cell.command(created, 0));
        try {
            crypto = new Tor1RelayCrypto(CreateFast.finish(x, created, Cell.HEADER, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault fault) {
            throw new AssertionError(fault);
        }
    }

    /** Sends us a relay message; what comes back waits for {@link #received}. */
    public void send(int command, int stream, byte... body) {
        byte[] plain = CellBuilder.relay(id, command, stream, body);
        byte[] cell = CellBuilder.cell(id, CellCommand.RELAY);
        crypto.forward().originate(plain, Cell.HEADER);
        crypto.forward().apply(plain, Cell.HEADER, cell, Cell.HEADER);
        link.receive(cell);
    }

    /** Sends DESTROY. */
    public void destroy() {
        link.receive(CellBuilder.destroy(id, 0));
    }

    /** The digest of the message sent last. */
    byte[] lastSent() {
        return digest(crypto.forward());
    }

    /** Cranks, and peels what we sent since the last time. */
    public List<Message> received() {
        group.crank();
        List<Message> messages = new ArrayList<>();
        for (; seen < link.sent.size(); seen++) {
            byte[] cell = link.sent.get(seen);
            if (Cell.circuitId(cell, 0) == id && Cell.command(cell, 0) == CellCommand.RELAY) {
                messages.add(peel(cell));
            }
        }
        return messages;
    }

    /** The same as command/stream/length of each. */
    public List<String> answers() {
        return received().stream().map(Message::toString).toList();
    }

    private Message peel(byte[] cell) {
        byte[] plain = new byte[Cell.SIZE];
        crypto.backward().apply(cell, Cell.HEADER, plain, Cell.HEADER);
        assertTrue(crypto.backward().recognize(plain, Cell.HEADER));
        int from = Cell.HEADER + RelayCell.HEADER;
        byte[] body = Arrays.copyOfRange(plain, from, from + RelayCell.length(plain, Cell.HEADER));
        int command = RelayCell.command(plain, Cell.HEADER);
        return new Message(command, RelayCell.streamId(plain, Cell.HEADER), body, digest(crypto.backward()));
    }

    private static byte[] digest(RelayLayer layer) {
        byte[] digest = new byte[layer.digestLength()];
        layer.lastDigest(digest, 0);
        return digest;
    }

    /** The reason of the DESTROY that we sent; -1 when we sent none. */
    public int destroyed() {
        group.crank();
        return link.sent.stream()
                .filter(cell -> Cell.circuitId(cell, 0) == id && Cell.command(cell, 0) == CellCommand.DESTROY)
                .mapToInt(cell -> cell[Cell.HEADER])
                .findFirst()
                .orElse(-1);
    }
}
