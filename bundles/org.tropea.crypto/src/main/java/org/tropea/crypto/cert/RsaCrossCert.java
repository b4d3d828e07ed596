package org.tropea.crypto.cert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

/**
 * The certificate of type 7: an RSA identity vouches for an Ed25519 identity (cert-spec 2.3). Parsing proves the form
 * only: call {@link #check}. Immutable, any thread.
 */
public final class RsaCrossCert {
    private static final byte[] PREFIX = "Tor TLS RSA/Ed25519 cross-certificate".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNED_LEN = Ed25519.KEY_LEN + 4;

    private final byte[] encoded;

    private RsaCrossCert(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Signs; {@code expires} in seconds since 1970 is rounded up to a whole hour. */
    public static RsaCrossCert sign(RsaKeyPair identity, byte[] ed25519Id, long expires) {
        byte[] signed = ByteBuffer.allocate(SIGNED_LEN)
                .put(Bytes.require(ed25519Id, Ed25519.KEY_LEN, "Ed25519 identity"))
                .putInt(Ed25519Cert.hours(expires))
                .array();
        byte[] signature = identity.sign(Digests.sha256(PREFIX, signed));
        return new RsaCrossCert(Bytes.concat(signed, new byte[] {(byte) signature.length}, signature));
    }

    /** Parses exactly one cross-certificate. */
    public static RsaCrossCert parse(byte[] encoded) throws CryptoFault {
        if (encoded.length <= SIGNED_LEN) {
            throw new CryptoFault(
                    "RSA cross-certificate has " + encoded.length + " bytes, needs more than " + SIGNED_LEN);
        }
        int signature = encoded[SIGNED_LEN] & 0xFF;
        if (encoded.length != SIGNED_LEN + 1 + signature) {
            throw new CryptoFault("RSA cross-certificate says its signature has " + signature + " bytes, there are "
                    + (encoded.length - SIGNED_LEN - 1));
        }
        return new RsaCrossCert(encoded.clone());
    }

    /** The 32-byte Ed25519 identity, a copy. */
    public byte[] ed25519Id() {
        return Arrays.copyOf(encoded, Ed25519.KEY_LEN);
    }

    /** Expiration in seconds since 1970, a whole hour. */
    public long expires() {
        return (ByteBuffer.wrap(encoded).getInt(Ed25519.KEY_LEN) & 0xFFFFFFFFL) * 3600;
    }

    /** The binary form, a copy. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Checks identity, expiration and signature, in this order; each has its own message. */
    public void check(RsaPublicKey identity, byte[] ed25519Id, long now) throws CryptoFault {
        if (!Arrays.equals(ed25519Id(), ed25519Id)) {
            throw new CryptoFault("RSA cross-certificate is for another Ed25519 identity");
        }
        if (expires() < now) {
            throw new CryptoFault("RSA cross-certificate expired at " + expires() + ", it is " + now);
        }
        byte[] digest = Digests.sha256(PREFIX, Arrays.copyOf(encoded, SIGNED_LEN));
        if (!identity.verify(digest, Arrays.copyOfRange(encoded, SIGNED_LEN + 1, encoded.length))) {
            throw new CryptoFault("RSA cross-certificate has a bad signature");
        }
    }
}
