package org.tropea.netdoc.descriptor;

import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.value.Octets;

/**
 * The keys that a relay publishes and what binds them together (dir-spec 2.1.1).
 *
 * @param identityKey the RSA identity key, 1024 bits
 * @param signingCertificate the Ed25519 identity, inside, vouches for the signing key
 * @param tapKey the unused RSA onion key, or null
 * @param tapCrossCertificate by which that key vouches for both identities; null exactly when there is no such key
 * @param ntorKey the Curve25519 onion key, 32 bytes
 * @param ntorSignBit 0 or 1, to make an Ed25519 key of the onion key
 * @param ntorCrossCertificate by which that key vouches for the Ed25519 identity
 */
public record RelayKeys(
        RsaPublicKey identityKey,
        Ed25519Cert signingCertificate,
        RsaPublicKey tapKey,
        Octets tapCrossCertificate,
        Octets ntorKey,
        int ntorSignBit,
        Ed25519Cert ntorCrossCertificate) {

    /** SHA-1 of the RSA identity key, 20 bytes. */
    public Octets rsaIdentity() {
        return Octets.wrap(identityKey.sha1());
    }

    /** The Ed25519 identity, 32 bytes. */
    public Octets ed25519Identity() {
        return Octets.wrap(signingCertificate.signer());
    }
}
