package org.tropea.crypto.cert;

import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

/** How onion keys vouch for the identities that list them in a descriptor (dir-spec 2.1.1). Stateless, any thread. */
public final class OnionKeyCerts {
    private OnionKeyCerts() {}

    /**
     * The body of ntor-onion-key-crosscert; the sign bit on its line is {@link #ntorSignBit}. {@code expires} in
     * seconds since 1970.
     */
    public static Ed25519Cert signNtor(Curve25519KeyPair onionKey, byte[] ed25519Id, long expires) {
        Ed25519KeyPair signer = Ed25519KeyPair.fromCurve25519(onionKey);
        return Ed25519Cert.sign(CertType.NTOR_ONION, CertType.KEY_ED25519, ed25519Id, expires, signer, false);
    }

    /** The sign bit, 0 or 1, that a reader needs to turn the onion key into the key that signed. */
    public static int ntorSignBit(Curve25519KeyPair onionKey) {
        return Ed25519.signBit(Ed25519KeyPair.fromCurve25519(onionKey).publicKey());
    }

    /** Checks an ntor-onion-key-crosscert against the descriptor's onion key and Ed25519 identity. */
    public static void checkNtor(Ed25519Cert cert, byte[] onionKey, int signBit, byte[] ed25519Id, long now)
            throws CryptoFault {
        cert.check(CertType.NTOR_ONION, CertType.KEY_ED25519, Ed25519.fromCurve25519(onionKey, signBit), now);
        if (!Bytes.constantTimeEquals(cert.key(), ed25519Id)) {
            throw new CryptoFault("ntor onion key certificate is for another Ed25519 identity");
        }
    }

    /** The body of onion-key-crosscert: the TAP key signs both identities, 20 and 32 bytes. */
    public static byte[] signTap(RsaKeyPair onionKey, byte[] rsaId, byte[] ed25519Id) {
        return onionKey.sign(Bytes.concat(rsaId, ed25519Id));
    }

    /** Checks an onion-key-crosscert. */
    public static void checkTap(byte[] crossCert, RsaPublicKey onionKey, byte[] rsaId, byte[] ed25519Id)
            throws CryptoFault {
        if (!Bytes.constantTimeEquals(onionKey.recover(crossCert), Bytes.concat(rsaId, ed25519Id))) {
            throw new CryptoFault("TAP onion key certificate is for other identities");
        }
    }
}
