package org.tropea.directory;

import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.net.keys.RouterKeys;

/**
 * The keys of one descriptor, taken at one time: {@link RouterKeys} moves on when keys are renewed. Immutable by
 * agreement.
 *
 * @param identity the RSA identity
 * @param rsaId its SHA-1, 20 bytes
 * @param ed25519Id the Ed25519 identity, 32 bytes
 * @param signing the key that the identity certified
 * @param signingCertificate its certificate (type 4)
 * @param onionKey the ntor onion key
 * @param tapOnionKey the TAP onion key
 */
record KeySnapshot(
        RsaKeyPair identity,
        byte[] rsaId,
        byte[] ed25519Id,
        Ed25519KeyPair signing,
        byte[] signingCertificate,
        Curve25519KeyPair onionKey,
        RsaKeyPair tapOnionKey) {
    static KeySnapshot of(RouterKeys keys) {
        Ed25519KeyPair signing = keys.signing();
        byte[] certificate = keys.signingCertificate();
        while (signing != keys.signing()) {
            signing = keys.signing();
            certificate = keys.signingCertificate();
        }
        return new KeySnapshot(
                keys.identity(),
                keys.rsaId(),
                keys.ed25519Id(),
                signing,
                certificate,
                keys.onionKey(),
                keys.tapOnionKey());
    }

    /** Whether {@code other} holds the same keys; key pairs are compared as objects, as they never change. */
    boolean same(KeySnapshot other) {
        return signing == other.signing && onionKey == other.onionKey && identity == other.identity;
    }
}
