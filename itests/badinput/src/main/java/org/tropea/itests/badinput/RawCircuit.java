package org.tropea.itests.badinput;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.crypto.handshake.NtorServer;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.crypto.relay.Tor1RelayCrypto;

/** A client's circuit over a {@link RawLink}: keeps the keys of its hops, checks nothing. One thread uses it. */
public final class RawCircuit {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RawLink link;
    private final int id;
    private final List<Tor1RelayCrypto> hops = new ArrayList<>();
    private int lastStream;

    /** A circuit of that id with no hop yet; nothing is sent. */
    public RawCircuit(RawLink link, int id) {
        this.link = link;
        this.id = id;
    }

    /** CREATE_FAST with the link's relay. */
    public static RawCircuit createFast(RawLink link) throws IOException {
        RawCircuit circuit = new RawCircuit(link, link.freeCircuit());
        byte[] request = CreateFast.request();
        link.send(circuit.id, CellCommand.CREATE_FAST, request);
        RawCell reply = circuit.expect(CellCommand.CREATED_FAST);
        try {
            circuit.hop(CreateFast.finish(request, reply.body(), 0, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault e) {
            throw new IOException(e);
        }
        return circuit;
    }

    private RawCell expect(int command) throws IOException {
        RawCell cell = link.next(id, LIMIT);
        if (cell == null || cell.command() != command) {
            throw new IOException("expected " + CellCommand.name(command) + ", got " + describe(cell));
        }
        return cell;
    }

    private void hop(byte[] keyMaterial) {
        hops.add(new Tor1RelayCrypto(keyMaterial));
    }

    /** Extends by one hop with EXTEND2 in RELAY_EARLY and ntor. @throws IOException naming what came instead */
    public RawCircuit extend(RelayInfo to) throws IOException {
        NtorClient ntor = new NtorClient(to.rsaId(), to.onionKey());
        early(RelayCommand.EXTEND2, 0, RelayInfo.extend2(to.specifiers(), ntor.onionskin()));
        RawCell cell = expect(CellCommand.RELAY);
        RelayMessage reply = open(cell);
        if (reply.command() != RelayCommand.EXTENDED2) {
            throw new IOException("expected EXTENDED2, got " + reply);
        }
        try {
            hop(ntor.finish(reply.data(), 2, NtorServer.REPLY_LEN, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault e) {
            throw new IOException(e);
        }
        return this;
    }

    /** From now on the hop before the last one is the one that messages go to. */
    public void forgetLastHop() {
        hops.remove(hops.size() - 1);
    }

    /** Sends a relay message to the last hop in a RELAY cell. */
    public void send(int command, int stream, byte[] data) throws IOException {
        seal(CellCommand.RELAY, plain(command, stream, data, data.length));
    }

    /** Sends a relay message to the last hop in a RELAY_EARLY cell. */
    public void early(int command, int stream, byte[] data) throws IOException {
        seal(CellCommand.RELAY_EARLY, plain(command, stream, data, data.length));
    }

    /** Sends a relay message whose length field says {@code length}. */
    public void sendWithLength(int command, int stream, byte[] data, int length) throws IOException {
        seal(CellCommand.RELAY, plain(command, stream, data, length));
    }

    private static byte[] plain(int command, int stream, byte[] data, int length) {
        byte[] payload = new byte[Cell.PAYLOAD];
        RelayCell.header(payload, 0, command, stream, data.length);
        System.arraycopy(data, 0, payload, RelayCell.HEADER, data.length);
        payload[RelayCell.LENGTH] = (byte) (length >>> 8);
        payload[RelayCell.LENGTH + 1] = (byte) length;
        return payload;
    }

    private void seal(int cellCommand, byte[] plain) throws IOException {
        byte[] payload = plain;
        hops.get(hops.size() - 1).forward().originate(payload, 0);
        for (int i = hops.size() - 1; i >= 0; i--) {
            payload = layered(hops.get(i).forward(), payload);
        }
        link.send(id, cellCommand, payload);
    }

    private static byte[] layered(RelayLayer layer, byte[] payload) {
        byte[] out = new byte[Cell.PAYLOAD];
        layer.apply(payload, 0, out, 0);
        return out;
    }

    /** Sends a cell of this circuit that no hop will recognize, or of another command. */
    public void sendCell(int cellCommand, byte[] body) throws IOException {
        link.send(id, cellCommand, body);
    }

    private RelayMessage open(RawCell cell) throws IOException {
        byte[] payload = cell.body();
        for (int hop = 0; hop < hops.size(); hop++) {
            RelayLayer layer = hops.get(hop).backward();
            payload = layered(layer, payload);
            if (layer.recognize(payload, 0)) {
                int length = Math.min(RelayCell.length(payload, 0), RelayCell.DATA_MAX);
                byte[] data = Arrays.copyOfRange(payload, RelayCell.HEADER, RelayCell.HEADER + length);
                return new RelayMessage(hop, RelayCell.command(payload, 0), RelayCell.streamId(payload, 0), data);
            }
        }
        throw new IOException("a relay cell that no hop of the circuit sent");
    }

    /** The next relay message. @throws IOException naming what came instead */
    public RelayMessage message() throws IOException {
        return open(expect(CellCommand.RELAY));
    }

    /** In words, what comes next on the circuit: a relay message, a cell such as "DESTROY TORPROTOCOL", or "nothing". */
    public String answer(Duration limit) throws IOException {
        RawCell cell = link.next(id, limit);
        return cell != null && cell.command() == CellCommand.RELAY ? open(cell).toString() : describe(cell);
    }

    /** In words, a cell: "nothing" for null. */
    public static String describe(RawCell cell) {
        if (cell == null) {
            return "nothing";
        }
        String name = CellCommand.name(cell.command());
        return cell.command() == CellCommand.DESTROY ? name + " " + DestroyReason.name(cell.body()[0] & 0xff) : name;
    }

    /** The digest that a SENDME for the last message from the last hop must quote: 20 bytes. */
    public byte[] lastDigest() {
        byte[] digest = new byte[20];
        hops.get(hops.size() - 1).backward().lastDigest(digest, 0);
        return digest;
    }

    /** A stream id that this circuit has not used. */
    public int freeStream() {
        return ++lastStream;
    }

    /** The circuit id. */
    public int id() {
        return id;
    }

    /** A CREATE2 body around an onion skin. */
    public static byte[] create2(int type, byte[] skin) {
        byte[] body = new byte[Cell.PAYLOAD];
        new Create2(type, skin).write(body, 0);
        return body;
    }
}
