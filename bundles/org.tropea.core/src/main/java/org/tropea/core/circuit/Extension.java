package org.tropea.core.circuit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Extend2;
import org.tropea.cell.MalformedCell;
import org.tropea.crypto.Bytes;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/** Extends circuits by EXTEND2 (tor-spec 5.1.2 and 5.3.1): checks what the client asks for. */
final class Extension {
    private final byte[] ownRsaId;
    private boolean allowPrivate;

    /** {@code ownRsaId} is this relay's identity: nobody extends from us to us. */
    Extension(byte[] ownRsaId) {
        this.ownRsaId = ownRsaId;
    }

    /** ExtendAllowPrivateAddresses. */
    void allowPrivate(boolean allow) {
        allowPrivate = allow;
    }

    /** Obeys the EXTEND2 message of {@code length} bytes at {@code array[data]}; a PeerFault closes the circuit. */
    void extend(Circuit circuit, byte[] array, int data, int length) throws PeerFault {
        if (circuit.onward() != OnwardState.NONE) {
            throw new PeerFault("a second EXTEND2 on one circuit");
        }
        Extend2 extend = parse(array, data, length);
        ChannelTarget target = target(extend);
        refusePrevious(circuit.prev().channel().peer(), target.identity());
        if (Arrays.equals(ownRsaId, extend.rsaIdentity())) {
            circuit.close(CloseCause.NO_ROUTE);
            return;
        }
        circuit.extend(target, extend.create());
    }

    private static Extend2 parse(byte[] array, int data, int length) throws PeerFault {
        try {
            return Extend2.parse(array, data, length);
        } catch (MalformedCell malformed) {
            throw new PeerFault(malformed.getMessage());
        }
    }

    private ChannelTarget target(Extend2 extend) throws PeerFault {
        if (Bytes.isZero(extend.rsaIdentity())) {
            throw new PeerFault("EXTEND2 with an RSA identity of zeros");
        }
        byte[] ed25519 = extend.ed25519Identity();
        boolean named = ed25519 != null && !Bytes.isZero(ed25519);
        List<InetSocketAddress> addresses = new ArrayList<>(2);
        addIfValid(extend.ipv4(), addresses);
        addIfValid(extend.ipv6(), addresses);
        if (addresses.isEmpty()) {
            throw new PeerFault("EXTEND2 without an address that a relay can have");
        }
        return new ChannelTarget(new PeerIdentity(extend.rsaIdentity(), named ? ed25519 : null), addresses);
    }

    private void addIfValid(InetSocketAddress address, List<InetSocketAddress> valid) {
        if (address != null && ExtendAddress.isValid(address, allowPrivate)) {
            valid.add(address);
        }
    }

    private static void refusePrevious(PeerIdentity previous, PeerIdentity wanted) throws PeerFault {
        boolean sameRsa = previous.rsa() != null && Arrays.equals(previous.rsa(), wanted.rsa());
        boolean sameEd25519 = previous.ed25519() != null && Arrays.equals(previous.ed25519(), wanted.ed25519());
        if (sameRsa || sameEd25519) {
            throw new PeerFault("EXTEND2 back to the previous hop");
        }
    }
}
