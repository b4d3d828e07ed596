package org.tropea.crypto.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.Ed25519Cert;

/**
 * The contents of the files in a relay's {@code keys} directory in C tor's formats, so that an identity can move over
 * and back. No disk access here: the owner of the directory reads and writes. Stateless, any thread.
 */
public final class KeyFiles {
    /** RSA identity, PEM. */
    public static final String RSA_IDENTITY = "secret_id_key";
    /** TAP onion key, PEM; unused but still demanded by authorities. */
    public static final String TAP_ONION = "secret_onion_key";
    /** ntor onion key. */
    public static final String NTOR_ONION = "secret_onion_key_ntor";
    /** Ed25519 identity, secret; may be kept offline. */
    public static final String ED25519_MASTER_SECRET = "ed25519_master_id_secret_key";
    /** Ed25519 identity, public. */
    public static final String ED25519_MASTER_PUBLIC = "ed25519_master_id_public_key";
    /** Ed25519 signing key, secret. */
    public static final String ED25519_SIGNING_SECRET = "ed25519_signing_secret_key";
    /** Certificate of type 4 for the signing key. */
    public static final String ED25519_SIGNING_CERT = "ed25519_signing_cert";
    /** What C tor appends to the name of a rotated onion key. */
    public static final String OLD_SUFFIX = ".old";

    private static final String SECRET = "ed25519v1-secret";
    private static final String PUBLIC = "ed25519v1-public";
    private static final String CERT = "ed25519v1-cert";
    private static final String CURVE = "c25519v1";
    private static final String MASTER_TAG = "type0";
    private static final String SIGNING_TAG = "type4";
    private static final String ONION_TAG = "onion";

    private KeyFiles() {}

    /** Contents of {@link #RSA_IDENTITY} or {@link #TAP_ONION}: PEM text without C tor's closing zero byte. */
    public static byte[] encodeRsa(RsaKeyPair key) {
        return key.pem().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads {@link #RSA_IDENTITY} or {@link #TAP_ONION}, which {@code name} tells; both are RSA-1024. */
    public static RsaKeyPair parseRsa(String name, byte[] file) throws CryptoFault {
        RsaKeyPair key;
        try {
            key = RsaKeyPair.fromPem(text(file));
        } catch (CryptoFault e) {
            throw new CryptoFault(name + ": " + e.getMessage(), e);
        }
        if (key.publicKey().bits() != RsaKeyPair.IDENTITY_BITS) {
            throw new CryptoFault(name + " holds a key of " + key.publicKey().bits() + " bits, must be 1024");
        }
        return key;
    }

    /** C tor ends its PEM files with the zero byte that ends C's strings; it reads them without it just as well. */
    private static String text(byte[] file) {
        int end = file.length > 0 && file[file.length - 1] == 0 ? file.length - 1 : file.length;
        return new String(file, 0, end, StandardCharsets.US_ASCII);
    }

    /** Contents of {@link #NTOR_ONION}. */
    public static byte[] encodeNtorOnion(Curve25519KeyPair key) {
        return TaggedFile.encode(CURVE, ONION_TAG, Bytes.concat(key.secret(), key.publicKey()));
    }

    /** Reads {@link #NTOR_ONION} or its old one; the public half in the file must belong to the secret one. */
    public static Curve25519KeyPair parseNtorOnion(byte[] file) throws CryptoFault {
        byte[] data = TaggedFile.decode(NTOR_ONION, CURVE, ONION_TAG, file);
        Bytes.exactly(data, 2 * Curve25519KeyPair.KEY_LEN, NTOR_ONION + " after its header");
        Curve25519KeyPair key = Curve25519KeyPair.fromSecret(Arrays.copyOf(data, Curve25519KeyPair.KEY_LEN));
        if (!Arrays.equals(key.publicKey(), Bytes.slice(data, Curve25519KeyPair.KEY_LEN, Curve25519KeyPair.KEY_LEN))) {
            throw new CryptoFault(NTOR_ONION + " is damaged: its public key does not belong to its secret key");
        }
        return key;
    }

    /** Contents of {@link #ED25519_MASTER_SECRET}. */
    public static byte[] encodeMasterSecret(Ed25519KeyPair key) {
        return TaggedFile.encode(SECRET, MASTER_TAG, key.expandedSecret());
    }

    /** Reads {@link #ED25519_MASTER_SECRET}. */
    public static Ed25519KeyPair parseMasterSecret(byte[] file) throws CryptoFault {
        return secret(ED25519_MASTER_SECRET, MASTER_TAG, file);
    }

    /** Contents of {@link #ED25519_MASTER_PUBLIC}. */
    public static byte[] encodeMasterPublic(byte[] publicKey) {
        return TaggedFile.encode(PUBLIC, MASTER_TAG, Bytes.require(publicKey, Ed25519.KEY_LEN, "Ed25519 identity"));
    }

    /** Reads {@link #ED25519_MASTER_PUBLIC}: 32 bytes. */
    public static byte[] parseMasterPublic(byte[] file) throws CryptoFault {
        byte[] data = TaggedFile.decode(ED25519_MASTER_PUBLIC, PUBLIC, MASTER_TAG, file);
        return Bytes.exactly(data, Ed25519.KEY_LEN, ED25519_MASTER_PUBLIC + " after its header");
    }

    /** Contents of {@link #ED25519_SIGNING_SECRET}. */
    public static byte[] encodeSigningSecret(Ed25519KeyPair key) {
        return TaggedFile.encode(SECRET, SIGNING_TAG, key.expandedSecret());
    }

    /** Reads {@link #ED25519_SIGNING_SECRET}. */
    public static Ed25519KeyPair parseSigningSecret(byte[] file) throws CryptoFault {
        return secret(ED25519_SIGNING_SECRET, SIGNING_TAG, file);
    }

    /** Contents of {@link #ED25519_SIGNING_CERT}. */
    public static byte[] encodeSigningCert(Ed25519Cert cert) {
        return TaggedFile.encode(CERT, SIGNING_TAG, cert.encoded());
    }

    /** Reads {@link #ED25519_SIGNING_CERT}; whether it is good, its reader checks. */
    public static Ed25519Cert parseSigningCert(byte[] file) throws CryptoFault {
        return Ed25519Cert.parse(TaggedFile.decode(ED25519_SIGNING_CERT, CERT, SIGNING_TAG, file));
    }

    private static Ed25519KeyPair secret(String name, String tag, byte[] file) throws CryptoFault {
        byte[] data = TaggedFile.decode(name, SECRET, tag, file);
        Bytes.exactly(data, Ed25519KeyPair.EXPANDED_LEN, name + " after its header");
        return Ed25519KeyPair.fromExpanded(data);
    }
}
