package org.tropea.core.origin;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Created2;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.origin.Hop;

/**
 * The client's side of the handshake with one hop (tor-spec 5.1): CREATE_FAST at once, ntor on a worker thread, by CREATE2
 * for the first hop and by EXTEND2 for the others. One object per hop; touched only by the circuit's loop. ASKING until the
 * question is out, ASKED until an answer is in, then CHECKING it.
 */
final class HopHandshake {
    private enum State {
        ASKING,
        ASKED,
        CHECKING
    }

    private final ClientCircuit circuit;
    private final Hop hop;
    private State state = State.ASKING;
    private NtorClient ntor;
    private byte[] fast;

    HopHandshake(ClientCircuit circuit, Hop hop) {
        this.circuit = circuit;
        this.hop = hop;
    }

    /** Asks the first hop, or the hop behind {@code last}. */
    void start(OriginHop last) {
        if (hop.isFast()) {
            fast = CreateFast.request();
            create(CellCommand.CREATE_FAST, (array, at) -> System.arraycopy(fast, 0, array, at, fast.length));
        } else {
            byte[] id = hop.target().identity().rsa();
            work(() -> new NtorClient(id, hop.ntorKey()), made -> ask(made, last));
        }
    }

    private void ask(NtorClient made, OriginHop last) {
        ntor = made;
        Create2 create = new Create2(Create2.NTOR, made.onionskin());
        if (last == null) {
            create(CellCommand.CREATE2, create::write);
        } else {
            byte[] body = new byte[RelayCell.DATA_MAX];
            int length = new Extend2(specifiers(), create).write(body, 0);
            state = State.ASKED;
            circuit.originate(last, RelayCommand.EXTEND2, 0, body, 0, length);
        }
    }

    /** What writes the body of a cell. */
    private interface Body {
        void write(byte[] array, int at);
    }

    private void create(int command, Body body) {
        state = State.ASKED;
        Cell cell = circuit.table().circuits().blank();
        body.write(cell.bytes, Cell.HEADER);
        circuit.send(cell, command);
    }

    /** In C tor's order; of each family one address, the first. */
    private List<LinkSpecifier> specifiers() {
        PeerIdentity identity = hop.target().identity();
        List<LinkSpecifier> specifiers = new ArrayList<>(4);
        address(true, specifiers);
        specifiers.add(new LinkSpecifier(LinkSpecifier.RSA_ID, identity.rsa()));
        if (identity.ed25519() != null) {
            specifiers.add(new LinkSpecifier(LinkSpecifier.ED25519_ID, identity.ed25519()));
        }
        address(false, specifiers);
        return specifiers;
    }

    private void address(boolean ipv4, List<LinkSpecifier> specifiers) {
        for (InetSocketAddress address : hop.target().addresses()) {
            if (address.getAddress() instanceof Inet4Address == ipv4) {
                specifiers.add(LinkSpecifier.of(address));
                return;
            }
        }
    }

    // ---- the answer -----------------------------------------------------------------------------------------------

    /** CREATED2 or CREATED_FAST came with its payload at {@code array[payload]}. */
    void created(int command, byte[] array, int payload) throws PeerFault {
        boolean wanted = command == (hop.isFast() ? CellCommand.CREATED_FAST : CellCommand.CREATED2);
        if (!wanted) {
            throw new PeerFault(CellCommand.name(command) + " from " + hop + ", which was not asked for it");
        }
        if (hop.isFast()) {
            requireAsked();
            checkFast(array, payload);
        } else {
            answer(array, payload, Cell.PAYLOAD);
        }
    }

    /** EXTENDED2 came with {@code length} bytes at {@code array[data]}, or CREATED2's payload. */
    void answer(byte[] array, int data, int length) throws PeerFault {
        requireAsked();
        state = State.CHECKING;
        try {
            byte[] reply = Created2.parse(array, data, length).handshake();
            NtorClient asked = ntor;
            work(
                    () -> crypto(asked.finish(reply, 0, reply.length, Tor1RelayCrypto.KEY_LEN)),
                    crypto -> circuit.answered(hop, crypto));
        } catch (MalformedCell malformed) {
            throw new PeerFault(malformed.getMessage());
        }
    }

    private void checkFast(byte[] array, int payload) throws PeerFault {
        state = State.CHECKING;
        try {
            circuit.answered(hop, crypto(CreateFast.finish(fast, array, payload, Tor1RelayCrypto.KEY_LEN)));
        } catch (CryptoFault wrong) {
            throw new PeerFault(wrong.getMessage());
        }
    }

    private void requireAsked() throws PeerFault {
        if (state != State.ASKED) {
            throw new PeerFault("an answer from " + hop + ", which was not asked");
        }
    }

    private static RelayCrypto crypto(byte[] keyMaterial) {
        RelayCrypto crypto = new Tor1RelayCrypto(keyMaterial);
        Arrays.fill(keyMaterial, (byte) 0);
        return crypto;
    }

    /** On a worker, then back in the loop unless the circuit closed meanwhile. */
    private <T> void work(Callable<T> work, Consumer<T> then) {
        boolean taken = circuit.table().workers().work(circuit.loop(), work, (result, failure) -> {
            if (circuit.isClosed()) {
                return;
            }
            if (failure == null) {
                then.accept(result);
            } else {
                circuit.close(failure instanceof CryptoFault ? CloseCause.PEER_FAULT : CloseCause.BUG);
            }
        });
        if (!taken) {
            circuit.close(CloseCause.RESOURCE_LIMIT);
        }
    }
}
