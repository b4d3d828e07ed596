package org.tropea.crypto.link;

import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaPublicKey;

/**
 * Who a CERTS cell says the peer is. Of a responder it is proven, since its TLS certificate is certified; of an
 * initiator it is a claim until its AUTHENTICATE is checked with {@link #authKey()}. Immutable, any thread.
 */
public final class PeerIdentity {
    private final RsaPublicKey rsa;
    private final byte[] ed25519Id;
    private final byte[] authKey;

    PeerIdentity(RsaPublicKey rsa, byte[] ed25519Id, byte[] authKey) {
        this.rsa = rsa;
        this.ed25519Id = ed25519Id;
        this.authKey = authKey;
    }

    /** The RSA identity key. */
    public RsaPublicKey rsaKey() {
        return rsa;
    }

    /** The 20-byte RSA identity: SHA-1 of the identity key. */
    public byte[] rsaId() {
        return rsa.sha1();
    }

    /** The 32-byte SHA-256 of the RSA identity key, the peer's CID or SID in AUTHENTICATE. */
    public byte[] rsaSha256() {
        return rsa.sha256();
    }

    /** The 32-byte Ed25519 identity, a copy. */
    public byte[] ed25519Id() {
        return ed25519Id.clone();
    }

    /** The 32-byte key that must sign the initiator's AUTHENTICATE, a copy; null for a responder. */
    public byte[] authKey() {
        return authKey == null ? null : authKey.clone();
    }

    @Override
    public String toString() {
        return "$" + rsa.fingerprint() + " ed25519 " + Encodings.base64(ed25519Id);
    }
}
