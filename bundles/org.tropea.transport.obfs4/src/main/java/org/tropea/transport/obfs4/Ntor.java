package org.tropea.transport.obfs4;

import java.nio.charset.StandardCharsets;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Kdf;

/**
 * What both sides compute alike from ntor's two shared secrets. obfs4's ntor is not Tor's: the order of the inputs is
 * another, B comes twice, and one label differs; obfs4proxy's code is the specification. Immutable.
 */
final class Ntor {
    /** Bytes of AUTH. */
    static final int AUTH = 32;

    private static final String NAME = "ntor-curve25519-sha256-1";
    private static final byte[] PROTOID = ascii(NAME);
    private static final byte[] T_MAC = ascii(NAME + ":mac");
    private static final byte[] T_KEY = ascii(NAME + ":key_extract");
    private static final byte[] T_VERIFY = ascii(NAME + ":key_verify");
    private static final byte[] M_EXPAND = ascii(NAME + ":key_expand");
    private static final byte[] SERVER = ascii("Server");

    private final byte[] keySeed;
    private final byte[] auth;

    private Ntor(byte[] first, byte[] second, BridgeCert bridge, byte[] clientKey, byte[] serverKey) {
        byte[] identity = bridge.publicKey();
        byte[] common = Bytes.concat(identity, identity, clientKey, serverKey, PROTOID, bridge.nodeId());
        byte[] input = Bytes.concat(first, second, common);
        keySeed = Digests.hmacSha256(T_KEY, input);
        auth = Digests.hmacSha256(T_MAC, Digests.hmacSha256(T_VERIFY, input), common, SERVER);
    }

    /** The client's side; a key that gives an all-zero secret is a fault. */
    static Ntor ofClient(SessionKey client, byte[] serverKey, BridgeCert bridge) throws CryptoFault {
        return new Ntor(
                client.pair().agree(serverKey),
                client.pair().agree(bridge.publicKey()),
                bridge,
                client.publicKey(),
                serverKey);
    }

    /** The server's side; a key that gives an all-zero secret is a fault. */
    static Ntor ofServer(SessionKey server, byte[] clientKey, BridgeCert bridge, Curve25519KeyPair identity)
            throws CryptoFault {
        return new Ntor(
                server.pair().agree(clientKey), identity.agree(clientKey), bridge, clientKey, server.publicKey());
    }

    /** What proves that the server has the identity's secret. */
    byte[] auth() {
        return auth;
    }

    byte[] keySeed() {
        return keySeed;
    }

    /** Key material of both directions, the client's first: twice {@link FrameBox#MATERIAL}. */
    byte[] keys() {
        return Kdf.hkdfSha256(T_KEY, keySeed, M_EXPAND, 2 * FrameBox.MATERIAL);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
