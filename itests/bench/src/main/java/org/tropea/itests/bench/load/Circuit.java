package org.tropea.itests.bench.load;

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
import org.tropea.crypto.relay.Tor1RelayCrypto;

/**
 * A circuit of the generator to the relay under load and, once extended, by it to the {@link NextRelay}. States: asked
 * for → built → extended; it may be lost in each.
 */
final class Circuit {
    /** Hears of every change; one object for all circuits. */
    interface Events {
        void built(Circuit circuit);

        void extended(Circuit circuit);

        /** One more cell came back as it should be. */
        void echoed(Circuit circuit);

        void lost(Circuit circuit, String why);
    }

    private final ClientLink link;
    private final int index;
    private final int id;
    private final Payload payload;
    private final Events events;
    private NtorClient ntor;
    /** X of CREATE_FAST, null for ntor; the key material when built. */
    private byte[] secret;

    private Tor1RelayCrypto crypto;
    private boolean extended;
    private long sent;
    private long echoed;

    Circuit(ClientLink link, int index, Payload payload, Events events) {
        this.link = link;
        this.index = index;
        this.payload = payload;
        this.events = events;
        this.id = link.attach(this);
    }

    // ---- the first hop --------------------------------------------------------------------------------------------

    /** Sends CREATE2 with the onion skin of {@code client}, which may serve many circuits: no relay can tell. */
    void create(NtorClient client) {
        ntor = client;
        byte[] body = new byte[Cell.PAYLOAD];
        new Create2(Create2.NTOR, client.onionskin()).write(body, 0);
        link.send(id, CellCommand.CREATE2, body);
    }

    void createFast() {
        secret = CreateFast.request();
        link.send(id, CellCommand.CREATE_FAST, secret);
    }

    /** A cell of this circuit came. */
    void cell(int command, byte[] array, int at) {
        switch (command) {
            case CellCommand.RELAY -> relay(array, at);
            case CellCommand.CREATED2, CellCommand.CREATED_FAST -> created(array, at);
            case CellCommand.DESTROY -> {
                link.detach(id);
                events.lost(this, "DESTROY " + DestroyReason.name(array[at] & 0xff));
            }
            default -> events.lost(this, CellCommand.name(command));
        }
    }

    private void created(byte[] array, int at) {
        try {
            secret = secret == null
                    ? ntor.finish(array, at + 2, NtorServer.REPLY_LEN, Tor1RelayCrypto.KEY_LEN)
                    : CreateFast.finish(secret, array, at, Tor1RelayCrypto.KEY_LEN);
        } catch (CryptoFault fault) {
            throw new IllegalStateException("circuit " + index + ": " + fault.getMessage(), fault);
        }
        events.built(this);
    }

    // ---- the second hop -------------------------------------------------------------------------------------------

    /** Sends EXTEND2 with this body. */
    void extend(byte[] body) {
        crypto = new Tor1RelayCrypto(secret);
        byte[] plain = new byte[Cell.PAYLOAD];
        System.arraycopy(body, 0, plain, RelayCell.HEADER, body.length);
        RelayCell.header(plain, 0, RelayCommand.EXTEND2, 0, body.length);
        crypto.forward().originate(plain, 0);
        seal(CellCommand.RELAY_EARLY, plain);
    }

    private void seal(int command, byte[] plain) {
        byte[] cell = link.sealed();
        Payload.header(cell, id, command);
        crypto.forward().apply(plain, 0, cell, Cell.HEADER);
        link.send(cell);
    }

    private void relay(byte[] array, int at) {
        byte[] plain = link.plain();
        crypto.backward().apply(array, at, plain, 0);
        if (extended) {
            payload.require(plain, 0, index, echoed++, Payload.BACKWARD);
            events.echoed(this);
        } else if (crypto.backward().recognize(plain, 0) && RelayCell.command(plain, 0) == RelayCommand.EXTENDED2) {
            extended = true;
            events.extended(this);
        } else {
            events.lost(this, "no EXTENDED2");
        }
    }

    /** Sends one cell to the next relay. */
    void send() {
        byte[] plain = link.plain();
        payload.fill(plain, 0, index, sent++, Payload.FORWARD);
        seal(CellCommand.RELAY, plain);
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /** Closes it: nothing is heard of it any more. */
    void destroy() {
        link.detach(id);
        link.send(id, CellCommand.DESTROY, new byte[] {DestroyReason.FINISHED});
    }

    boolean isExtended() {
        return extended;
    }

    /** Cells that were sent and have not come back. */
    long underWay() {
        return sent - echoed;
    }
}
