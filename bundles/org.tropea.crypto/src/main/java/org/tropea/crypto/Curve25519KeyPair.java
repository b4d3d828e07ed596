package org.tropea.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 key pair: an ntor onion key or an ephemeral key of one handshake (RFC 7748). Immutable, any thread. */
public final class Curve25519KeyPair {
    /** Length of a secret, of a public key and of a shared secret in bytes. */
    public static final int KEY_LEN = 32;

    private final byte[] secret;
    private final byte[] publicKey;

    private Curve25519KeyPair(byte[] secret) {
        this.secret = secret;
        this.publicKey = new byte[KEY_LEN];
        X25519.generatePublicKey(secret, 0, publicKey, 0);
    }

    /** A fresh random key pair. */
    public static Curve25519KeyPair generate() {
        byte[] secret = new byte[KEY_LEN];
        X25519.generatePrivateKey(Randomness.source(), secret);
        return new Curve25519KeyPair(secret);
    }

    /** The key pair of a 32-byte secret, clamped or not. */
    public static Curve25519KeyPair fromSecret(byte[] secret) {
        return new Curve25519KeyPair(
                Bytes.require(secret, KEY_LEN, "Curve25519 secret").clone());
    }

    /** The 32-byte public key, a copy. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The 32-byte secret as it is stored, a copy. */
    public byte[] secret() {
        return secret.clone();
    }

    /** X25519 with a peer's key; an all-zero result (a point of small order) is a fault (tor-spec 5.1.4). */
    public byte[] agree(byte[] peerPublicKey) throws CryptoFault {
        Bytes.exactly(peerPublicKey, KEY_LEN, "Curve25519 public key");
        byte[] shared = X25519Ladder.x25519(secret, peerPublicKey);
        if (Bytes.isZero(shared)) {
            throw new CryptoFault("Curve25519 public key gives an all-zero shared secret");
        }
        return shared;
    }
}
