package org.tropea.crypto.handshake;

import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;

/**
 * A relay's side of ntor (tor-spec 5.1.4) with its current and its previous onion key. Immutable: when the keys rotate,
 * make a new one. Any thread, meant for workers: an answer takes about a quarter of a millisecond.
 */
public final class NtorServer {
    /** Length of a client's onion skin in bytes: node id, onion key, X. */
    public static final int ONIONSKIN_LEN = 84;
    /** Length of the reply in bytes: Y, AUTH. */
    public static final int REPLY_LEN = 64;

    private static final int ID_LEN = 20;

    private final byte[] nodeId;
    private final Curve25519KeyPair current;
    private final Curve25519KeyPair previous;
    private final byte[] currentPublic;
    private final byte[] previousPublic;

    /** {@code nodeId} is the 20-byte RSA identity; {@code previous} may be null. */
    public NtorServer(byte[] nodeId, Curve25519KeyPair current, Curve25519KeyPair previous) {
        this.nodeId = Bytes.require(nodeId, ID_LEN, "node id").clone();
        this.current = current;
        this.previous = previous == null ? current : previous;
        this.currentPublic = this.current.publicKey();
        this.previousPublic = this.previous.publicKey();
    }

    /**
     * Answers an onion skin of {@code len} bytes at {@code off} with {@code keyLen} bytes of key material, 72 for tor1.
     * A fault means DESTROY: the onion skin is for another relay, for a key we no longer have, or malformed.
     */
    public HandshakeReply respond(byte[] onionskin, int off, int len, int keyLen) throws CryptoFault {
        return respond(onionskin, off, len, keyLen, Curve25519KeyPair.generate());
    }

    HandshakeReply respond(byte[] onionskin, int off, int len, int keyLen, Curve25519KeyPair ephemeral)
            throws CryptoFault {
        if (len != ONIONSKIN_LEN) {
            throw new CryptoFault("ntor onion skin has " + len + " bytes, must have " + ONIONSKIN_LEN);
        }
        if (!Bytes.constantTimeEquals(onionskin, off, nodeId, 0, ID_LEN)) {
            throw new CryptoFault("ntor onion skin is for another relay");
        }
        Curve25519KeyPair onionKey = keyFor(onionskin, off + ID_LEN);
        byte[] clientKey = Bytes.slice(onionskin, off + ID_LEN + Curve25519KeyPair.KEY_LEN, Curve25519KeyPair.KEY_LEN);
        byte[] serverKey = ephemeral.publicKey();
        byte[] xy = ephemeral.agree(clientKey);
        byte[] xb = onionKey.agree(clientKey);
        NtorSecrets secrets = new NtorSecrets(xy, xb, nodeId, onionKey.publicKey(), clientKey, serverKey);
        return new HandshakeReply(Bytes.concat(serverKey, secrets.auth()), secrets.keyMaterial(keyLen));
    }

    private Curve25519KeyPair keyFor(byte[] onionskin, int off) throws CryptoFault {
        boolean isCurrent = Bytes.constantTimeEquals(onionskin, off, currentPublic, 0, currentPublic.length);
        boolean isPrevious = Bytes.constantTimeEquals(onionskin, off, previousPublic, 0, previousPublic.length);
        if (!isCurrent && !isPrevious) {
            throw new CryptoFault("ntor onion skin is for an onion key that we do not have");
        }
        return isCurrent ? current : previous;
    }
}
