package org.tropea.itests.jmh;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.tls.TlsFault;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.NullTlsProvider;

/** A client that builds circuits through the measured relay to the next one. */
final class Client extends Neighbour {
    /** The bit of the ids of whoever started a channel (tor-spec 5.1.1). */
    private static final int HIGH = 1 << 31;

    private static final byte[] VERSIONS = {0, 4, 0, 5};

    private final byte[] extend;
    private final Map<Integer, byte[]> requests = new HashMap<>();
    private final List<Integer> circuits = new ArrayList<>();
    private final Map<Integer, RelayCrypto> cryptos = new HashMap<>();
    /** Takes decrypted relay cells: the circuit's id and the payload. */
    private BiConsumer<Integer, byte[]> receiver = (circuit, payload) -> {};

    /** Its circuits go on to the relay with {@code nextKeys} at {@code next}. */
    Client(RouterKeys nextKeys, InetSocketAddress next) throws TlsFault {
        super(new NullTlsProvider().engine(true, null));
        List<LinkSpecifier> specifiers = List.of(
                LinkSpecifier.of(next),
                new LinkSpecifier(LinkSpecifier.RSA_ID, nextKeys.rsaId()),
                new LinkSpecifier(LinkSpecifier.ED25519_ID, nextKeys.ed25519Id()));
        byte[] body = new byte[Cell.PAYLOAD];
        int length = new Extend2(specifiers, new Create2(Create2.NTOR, new byte[Create2.NTOR_LENGTH])).write(body, 0);
        extend = Arrays.copyOf(body, length);
    }

    @Override
    void linked() {
        send(CellBuilder.variable(0, CellCommand.VERSIONS, VERSIONS));
        send(NextRelay.netinfo());
    }

    /** Asks for one more circuit. */
    void build() {
        int id = HIGH | requests.size() + circuits.size() + 1;
        byte[] request = CreateFast.request();
        requests.put(id, request);
        send(CellBuilder.createFast(id, request));
    }

    @Override
    void received(int circuit, int command, byte[] array, int payload) {
        if (command == CellCommand.CREATED_FAST) {
            extend(circuit, array, payload);
        } else if (command == CellCommand.RELAY) {
            byte[] plain = new byte[Cell.PAYLOAD];
            cryptos.get(circuit).backward().apply(array, payload, plain, 0);
            receiver.accept(circuit, plain);
        } else if (command == CellCommand.DESTROY) {
            throw new IllegalStateException("the relay destroyed circuit " + circuit + ", reason " + array[payload]);
        }
    }

    private void extend(int circuit, byte[] array, int payload) {
        RelayCrypto crypto = finish(requests.remove(circuit), array, payload);
        cryptos.put(circuit, crypto);
        byte[] open = CellBuilder.relayEarly(circuit, RelayCommand.EXTEND2, 0, extend);
        byte[] encrypted = open.clone();
        crypto.forward().originate(open, Cell.HEADER);
        crypto.forward().apply(open, Cell.HEADER, encrypted, Cell.HEADER);
        send(encrypted);
        circuits.add(circuit);
    }

    private static RelayCrypto finish(byte[] request, byte[] array, int payload) {
        try {
            return new Tor1RelayCrypto(CreateFast.finish(request, array, payload, Tor1RelayCrypto.KEY_LEN));
        } catch (CryptoFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Sends {@code payload} to the next relay by {@code circuit}, encrypted for the one between. */
    void relay(int circuit, byte[] payload) {
        byte[] cell = CellBuilder.cell(circuit, CellCommand.RELAY, payload);
        cryptos.get(circuit).forward().apply(payload, 0, cell, Cell.HEADER);
        send(cell);
    }

    /** From now on relay cells go to {@code taker}, the EXTENDED2 of a circuit first. */
    void receiver(BiConsumer<Integer, byte[]> taker) {
        receiver = taker;
    }

    /** The ids of its circuits. */
    List<Integer> circuits() {
        return circuits;
    }
}
