package org.tropea.net.keys;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;

/**
 * One router's keys: a part of its scope. Any thread; what changes (signing, link and onion keys are renewed) comes as a
 * new object, so ask once for each use.
 */
@ProviderType
public interface RouterKeys {
    /** The RSA-1024 identity key. */
    RsaKeyPair identity();

    /** SHA-1 of the identity key's DER form, 20 bytes: the fingerprint. */
    byte[] rsaId();

    /** The Ed25519 master identity, 32 bytes. */
    byte[] ed25519Id();

    /** The medium-term Ed25519 signing key. */
    Ed25519KeyPair signing();

    /** The master key's certificate of the signing key (type 4, with the master key in it), cert-spec 2.1. */
    byte[] signingCertificate();

    /** What the link handshake shows. */
    LinkKeys link();

    /** The ntor onion key that the descriptor announces. */
    Curve25519KeyPair onionKey();

    /** The ntor onion key announced before, still good for circuits; null when there is none. */
    Curve25519KeyPair previousOnionKey();

    /** The RSA-1024 onion key of the TAP handshake: unused, but authorities still demand it in descriptors. */
    RsaKeyPair tapOnionKey();

    /**
     * Renews what is due: link certificates after 2 hours, the signing key a day before it expires, the onion key after
     * 28 days. Slow, and writes files: called now and then, never in a loop.
     */
    void renew() throws KeyFault;
}
