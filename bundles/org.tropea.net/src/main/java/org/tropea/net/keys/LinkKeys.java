package org.tropea.net.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.tropea.crypto.Ed25519KeyPair;

/**
 * What the link handshake shows (tor-spec 4.2): the TLS key and certificate, the Ed25519 key that signs AUTHENTICATE, and
 * the bodies of the certificates for the CERTS cell by type: 2 RSA identity (X.509), 4 signing key, 5 TLS certificate,
 * 6 authentication key, 7 RSA to Ed25519. Immutable by agreement.
 */
public record LinkKeys(
        PrivateKey tlsKey, X509Certificate tlsCertificate, Ed25519KeyPair authentication, Map<Integer, byte[]> certs) {}
