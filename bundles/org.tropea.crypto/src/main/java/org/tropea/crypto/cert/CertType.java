package org.tropea.crypto.cert;

/** Certificate types of cert-spec A.1, which are also the types in a CERTS cell (tor-spec 4.2). */
public final class CertType {
    /** RSA link key signed by the RSA identity, X.509. Sent by C tor, needed by nobody. */
    public static final int RSA_LINK = 1;
    /** RSA identity, self-signed X.509. */
    public static final int RSA_IDENTITY = 2;
    /** RSA authentication key, X.509. Obsolete. */
    public static final int RSA_AUTH = 3;
    /** Ed25519 signing key, signed with the identity key. */
    public static final int IDENTITY_SIGNING = 4;
    /** SHA-256 of the TLS link certificate, signed with the signing key. */
    public static final int SIGNING_LINK = 5;
    /** Ed25519 authentication key, signed with the signing key. */
    public static final int SIGNING_AUTH = 6;
    /** Ed25519 identity, signed with the RSA identity: a cross-certificate, not an Ed25519 certificate. */
    public static final int RSA_ED25519_CROSS = 7;
    /** Onion service: short-term descriptor signing key, signed with the blinded key. */
    public static final int HS_DESC_SIGNING = 8;
    /** Onion service: introduction point authentication key. */
    public static final int HS_INTRO_AUTH = 9;
    /** Ed25519 identity, signed with the ntor onion key (dir-spec 2.1.1, ntor-onion-key-crosscert). */
    public static final int NTOR_ONION = 0x0A;
    /** Onion service: introduction point encryption key. */
    public static final int HS_INTRO_ENCRYPTION = 0x0B;
    /** Relay identity, signed with a family key (proposal 321). */
    public static final int FAMILY = 0x0C;

    /** The certified key is an Ed25519 public key. */
    public static final int KEY_ED25519 = 1;
    /** The certified key is the SHA-256 digest of an X.509 certificate. */
    public static final int KEY_SHA256_OF_X509 = 3;

    private CertType() {}
}
