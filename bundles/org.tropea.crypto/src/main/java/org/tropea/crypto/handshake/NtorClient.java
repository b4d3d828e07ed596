package org.tropea.crypto.handshake;

import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;

/** A client's side of one ntor handshake (tor-spec 5.1.4). Immutable; the answer may be taken on any thread. */
public final class NtorClient {
    private final byte[] nodeId;
    private final byte[] onionKey;
    private final Curve25519KeyPair ephemeral;

    /** A handshake with the relay of this 20-byte RSA identity and 32-byte ntor onion key. */
    public NtorClient(byte[] nodeId, byte[] onionKey) {
        this(nodeId, onionKey, Curve25519KeyPair.generate());
    }

    NtorClient(byte[] nodeId, byte[] onionKey, Curve25519KeyPair ephemeral) {
        this.nodeId = Bytes.require(nodeId, 20, "node id").clone();
        this.onionKey = Bytes.require(onionKey, Curve25519KeyPair.KEY_LEN, "ntor onion key")
                .clone();
        this.ephemeral = ephemeral;
    }

    /** HDATA for CREATE2 or EXTEND2: 84 bytes. */
    public byte[] onionskin() {
        return Bytes.concat(nodeId, onionKey, ephemeral.publicKey());
    }

    /** Checks the relay's answer, 64 bytes at {@code off}, and derives {@code keyLen} bytes of key material. */
    public byte[] finish(byte[] reply, int off, int len, int keyLen) throws CryptoFault {
        if (len != NtorServer.REPLY_LEN) {
            throw new CryptoFault("ntor reply has " + len + " bytes, must have " + NtorServer.REPLY_LEN);
        }
        byte[] serverKey = Bytes.slice(reply, off, Curve25519KeyPair.KEY_LEN);
        byte[] xy = ephemeral.agree(serverKey);
        byte[] xb = ephemeral.agree(onionKey);
        NtorSecrets secrets = new NtorSecrets(xy, xb, nodeId, onionKey, ephemeral.publicKey(), serverKey);
        if (!Bytes.constantTimeEquals(reply, off + serverKey.length, secrets.auth(), 0, secrets.auth().length)) {
            throw new CryptoFault("ntor reply does not prove that the relay has the onion key");
        }
        return secrets.keyMaterial(keyLen);
    }
}
