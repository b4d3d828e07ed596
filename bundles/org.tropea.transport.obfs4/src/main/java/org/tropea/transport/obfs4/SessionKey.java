package org.tropea.transport.obfs4;

import java.util.random.RandomGenerator;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Digests;

/**
 * The key of one side of one handshake: an X25519 secret whose public key has a representative. Make it before the peer
 * can measure how long that takes: every second attempt fails. Immutable, any thread.
 */
public final class SessionKey {
    private static final int TWEAK = 63;

    private final Curve25519KeyPair pair;
    private final byte[] publicKey;
    private final byte[] representative;

    SessionKey(byte[] secret, byte[] publicKey, byte[] representative) {
        this.pair = Curve25519KeyPair.fromSecret(secret);
        this.publicKey = publicKey;
        this.representative = representative;
    }

    /** A fresh key. */
    public static SessionKey generate(RandomGenerator random) {
        byte[] drawn = new byte[Elligator2.LENGTH];
        for (; ; ) {
            random.nextBytes(drawn);
            byte[] digest = Digests.sha512(drawn);
            SessionKey key = of(Bytes.slice(digest, 0, Elligator2.LENGTH), digest[TWEAK]);
            if (key != null) {
                return key;
            }
        }
    }

    /** The key of 32 secret bytes, or null if it has no representative. */
    static SessionKey of(byte[] secret, int tweak) {
        int[] u = DirtyPoint.publicKey(secret);
        byte[] representative = Elligator2.representative(u, tweak);
        return representative == null ? null : new SessionKey(secret, Field.encode(u), representative);
    }

    Curve25519KeyPair pair() {
        return pair;
    }

    byte[] publicKey() {
        return publicKey;
    }

    byte[] representative() {
        return representative;
    }
}
