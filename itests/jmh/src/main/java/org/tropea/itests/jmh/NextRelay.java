package org.tropea.itests.jmh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.link.Authenticate;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsFault;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.NullTlsProvider;

/** The relay to which circuits are extended: proves who it is, and answers each CREATE2 with a reply nobody checks. */
final class NextRelay extends Neighbour {
    private static final int[] SHOWN = {
        CertType.RSA_IDENTITY, CertType.IDENTITY_SIGNING, CertType.SIGNING_LINK, CertType.RSA_ED25519_CROSS
    };
    private static final int NTOR_REPLY = 64;

    private final LinkKeys keys;
    private final List<Integer> circuits = new ArrayList<>();
    /** Takes relay cells: the circuit's id and the payload. */
    private BiConsumer<Integer, byte[]> receiver = (circuit, payload) -> {};

    NextRelay(RouterKeys keys) throws TlsFault {
        super(new NullTlsProvider()
                .engine(
                        false,
                        new TlsCredentials(keys.link().tlsKey(), keys.link().tlsCertificate())));
        this.keys = keys.link();
    }

    @Override
    void linked() {
        // The relay speaks first.
    }

    @Override
    void received(int circuit, int command, byte[] array, int payload) {
        if (command == CellCommand.VERSIONS) {
            send(CellBuilder.variable(0, CellCommand.VERSIONS, new byte[] {0, 4, 0, 5}));
            send(CellBuilder.variable(0, CellCommand.CERTS, certs()));
            send(CellBuilder.variable(0, CellCommand.AUTH_CHALLENGE, challenge()));
            send(netinfo());
        } else if (command == CellCommand.CREATE2) {
            circuits.add(circuit);
            byte[] reply = new byte[2 + NTOR_REPLY];
            reply[1] = NTOR_REPLY;
            send(CellBuilder.cell(circuit, CellCommand.CREATED2, reply));
        } else if (command == CellCommand.RELAY) {
            receiver.accept(circuit, Arrays.copyOfRange(array, payload, payload + Cell.PAYLOAD));
        } else if (command == CellCommand.DESTROY) {
            throw new IllegalStateException("the relay destroyed circuit " + circuit + ", reason " + array[payload]);
        }
    }

    private byte[] certs() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SHOWN.length);
        for (int type : SHOWN) {
            byte[] body = keys.certs().get(type);
            out.write(type);
            out.write(body.length >>> 8);
            out.write(body.length);
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private static byte[] challenge() {
        return ByteBuffer.allocate(36)
                .position(32)
                .putShort((short) 1)
                .putShort((short) Authenticate.TYPE)
                .array();
    }

    /** A NETINFO cell that names 127.0.0.1 as either end's address (tor-spec 4.5). */
    static byte[] netinfo() {
        byte[] loopback = {4, 4, 127, 0, 0, 1};
        byte[] payload = ByteBuffer.allocate(17)
                .putInt(0)
                .put(loopback)
                .put((byte) 1)
                .put(loopback)
                .array();
        return CellBuilder.cell(0, CellCommand.NETINFO, payload);
    }

    /** From now on relay cells go to {@code taker}. */
    void receiver(BiConsumer<Integer, byte[]> taker) {
        receiver = taker;
    }

    /** The ids of the circuits that came here. */
    List<Integer> circuits() {
        return circuits;
    }
}
