package org.tropea.crypto.relay;

import org.tropea.crypto.Bytes;

/** tor1: AES-128-CTR and a running SHA-1 per direction (tor-spec 5.2, 5.5 and 6.1). */
public final class Tor1RelayCrypto extends RelayCrypto {
    /** Bytes of key material: Df (20), Db (20), Kf (16), Kb (16). */
    public static final int KEY_LEN = 72;

    private static final int DIGEST_SEED_LEN = 20;
    private static final int CIPHER_KEY_LEN = 16;

    /** Both layers from at least {@link #KEY_LEN} bytes of key material; the same for a relay and for its client. */
    public Tor1RelayCrypto(byte[] keyMaterial) {
        super(layer(keyMaterial, 0), layer(keyMaterial, 1));
    }

    private static Tor1RelayLayer layer(byte[] keys, int direction) {
        if (keys.length < KEY_LEN) {
            throw new IllegalArgumentException("tor1 needs " + KEY_LEN + " bytes of key material, got " + keys.length);
        }
        byte[] seed = Bytes.slice(keys, direction * DIGEST_SEED_LEN, DIGEST_SEED_LEN);
        int keyOff = 2 * DIGEST_SEED_LEN + direction * CIPHER_KEY_LEN;
        return new Tor1RelayLayer(seed, Bytes.slice(keys, keyOff, CIPHER_KEY_LEN));
    }
}
