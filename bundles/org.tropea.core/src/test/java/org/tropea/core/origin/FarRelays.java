package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Created2;
import org.tropea.cell.Extend2;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.HandshakeReply;
import org.tropea.crypto.handshake.NtorServer;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.testkit.CellBuilder;

/** All relays of one circuit, played behind one channel: they peel what comes, and say what a test wants. */
final class FarRelays {
    final FakeBackend link;
    private final OriginRig rig;
    private final List<Tor1RelayCrypto> hops = new ArrayList<>();
    private int seen;
    /** The circuit's id; 0 until it was created. */
    int id;

    /** A message that came: for which hop, from 0, by what kind of cell. */
    record Message(int hop, int cell, int command, int stream, byte[] body, byte[] digest) {
        @Override
        public String toString() {
            return hop + ":" + RelayCommand.name(command) + "/" + body.length;
        }
    }

    FarRelays(OriginRig rig, FakeBackend link) {
        this.rig = rig;
        this.link = link;
    }

    // ---- handshakes -----------------------------------------------------------------------------------------------

    /** The CREATE cell that came. */
    byte[] create() {
        rig.group.crank();
        byte[] cell = link.sent.get(seen++);
        id = Cell.circuitId(cell, 0);
        return cell;
    }

    /** Answers CREATE2 or CREATE_FAST as relay 0. */
    FarRelays created() {
        byte[] cell = create();
        boolean fast = Cell.command(cell, 0) == CellCommand.CREATE_FAST;
        HandshakeReply reply =
                fast ? CreateFast.respond(cell, Cell.HEADER, Tor1RelayCrypto.KEY_LEN) : ntor(0, onionskin(cell));
        hops.add(new Tor1RelayCrypto(reply.keyMaterial()));
        link.receive(
                fast
                        ? CellBuilder.cell(id, CellCommand.CREATED_FAST, reply.reply())
                        : created2(new Created2(reply.reply())));
        rig.group.crank();
        return this;
    }

    /** A CREATED2 cell. */
    byte[] created2(Created2 created) {
        byte[] cell = CellBuilder.cell(id, CellCommand.CREATED2);
        created.write(cell, Cell.HEADER);
        return cell;
    }

    private static byte[] onionskin(byte[] create2) {
        try {
            return Create2.parse(create2, Cell.HEADER, Cell.PAYLOAD).handshake();
        } catch (MalformedCell malformed) {
            throw new AssertionError(malformed);
        }
    }

    private HandshakeReply ntor(int relay, byte[] onionskin) {
        try {
            return new NtorServer(OriginRig.relay(relay).rsa(), rig.keys.get(relay), null)
                    .respond(onionskin, 0, onionskin.length, Tor1RelayCrypto.KEY_LEN);
        } catch (CryptoFault fault) {
            throw new AssertionError(fault);
        }
    }

    /** The answer of the relay that the EXTEND2 message {@code extend} asks for. */
    HandshakeReply answerTo(Message extend) {
        assertEquals(RelayCommand.EXTEND2, extend.command());
        try {
            return ntor(
                    hops.size(),
                    Extend2.parse(extend.body(), 0, extend.body().length)
                            .create()
                            .handshake());
        } catch (MalformedCell malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Answers the EXTEND2 that waits. */
    FarRelays extended() {
        HandshakeReply reply = answerTo(received().get(0));
        send(hops.size() - 1, RelayCommand.EXTENDED2, 0, body(reply.reply()));
        hops.add(new Tor1RelayCrypto(reply.keyMaterial()));
        rig.group.crank();
        return this;
    }

    /** EXTENDED2's body with {@code handshake}. */
    static byte[] body(byte[] handshake) {
        byte[] body = new byte[2 + handshake.length];
        new Created2(handshake).write(body, 0);
        return body;
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    /** Relay {@code hop}, from 0, sends a message; cells of a channel are all that happens in that turn. */
    void send(int hop, int command, int stream, byte... body) {
        link.receive(cell(hop, command, stream, body));
    }

    /** The cell of such a message, as the channel brings it. */
    byte[] cell(int hop, int command, int stream, byte... body) {
        byte[] cell = CellBuilder.relay(id, command, stream, body);
        hops.get(hop).backward().originate(cell, Cell.HEADER);
        for (int i = hop; i >= 0; i--) {
            byte[] wrapped = CellBuilder.cell(id, CellCommand.RELAY);
            hops.get(i).backward().apply(cell, Cell.HEADER, wrapped, Cell.HEADER);
            cell = wrapped;
        }
        return cell;
    }

    /** A cell of relay 0 that claims one byte more than it can hold. */
    byte[] oversized(int command, int stream, byte[] body) {
        byte[] cell = CellBuilder.relay(id, command, stream, body);
        int length = body.length + 1;
        cell[Cell.HEADER + RelayCell.LENGTH] = (byte) (length >>> 8);
        cell[Cell.HEADER + RelayCell.LENGTH + 1] = (byte) length;
        hops.get(0).backward().originate(cell, Cell.HEADER);
        byte[] wrapped = CellBuilder.cell(id, CellCommand.RELAY);
        hops.get(0).backward().apply(cell, Cell.HEADER, wrapped, Cell.HEADER);
        return wrapped;
    }

    /** The digest of the message that relay {@code hop} sent last. */
    byte[] lastSent(int hop) {
        return digest(hops.get(hop).backward());
    }

    /** The messages that came since the last time. */
    List<Message> received() {
        rig.group.crank();
        List<Message> messages = new ArrayList<>();
        for (; seen < link.sent.size(); seen++) {
            byte[] cell = link.sent.get(seen);
            int command = Cell.command(cell, 0);
            if (command == CellCommand.RELAY || command == CellCommand.RELAY_EARLY) {
                messages.add(peel(cell, command));
            }
        }
        return messages;
    }

    /** The same as hop:command/length of each. */
    List<String> heard() {
        return received().stream().map(Message::toString).toList();
    }

    private Message peel(byte[] cell, int kind) {
        byte[] from = cell;
        for (int hop = 0; hop < hops.size(); hop++) {
            RelayLayer layer = hops.get(hop).forward();
            byte[] plain = new byte[Cell.SIZE];
            layer.apply(from, Cell.HEADER, plain, Cell.HEADER);
            if (layer.recognize(plain, Cell.HEADER)) {
                int data = Cell.HEADER + RelayCell.HEADER;
                byte[] body = Arrays.copyOfRange(plain, data, data + RelayCell.length(plain, Cell.HEADER));
                int stream = RelayCell.streamId(plain, Cell.HEADER);
                return new Message(hop, kind, RelayCell.command(plain, Cell.HEADER), stream, body, digest(layer));
            }
            from = plain;
        }
        throw new AssertionError("a cell that no hop recognizes");
    }

    private static byte[] digest(RelayLayer layer) {
        byte[] digest = new byte[layer.digestLength()];
        layer.lastDigest(digest, 0);
        return digest;
    }

    /** The reason of the DESTROY that came; -1 when none did. */
    int destroyed() {
        rig.group.crank();
        return link.sent.stream()
                .filter(cell -> Cell.circuitId(cell, 0) == id && Cell.command(cell, 0) == CellCommand.DESTROY)
                .mapToInt(cell -> cell[Cell.HEADER])
                .findFirst()
                .orElse(-1);
    }
}
