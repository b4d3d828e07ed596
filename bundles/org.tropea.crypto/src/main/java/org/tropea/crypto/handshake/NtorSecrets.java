package org.tropea.crypto.handshake;

import java.nio.charset.StandardCharsets;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Kdf;

/** What both sides of an ntor handshake compute alike from their two shared secrets (tor-spec 5.1.4). */
final class NtorSecrets {
    private static final String NAME = "ntor-curve25519-sha256-1";
    private static final byte[] PROTOID = ascii(NAME);
    private static final byte[] T_MAC = ascii(NAME + ":mac");
    private static final byte[] T_KEY = ascii(NAME + ":key_extract");
    private static final byte[] T_VERIFY = ascii(NAME + ":verify");
    private static final byte[] M_EXPAND = ascii(NAME + ":key_expand");
    private static final byte[] SERVER = ascii("Server");

    private final byte[] secretInput;
    private final byte[] auth;

    /** {@code xy} and {@code xb} are the shared secrets, the others ID, B, X and Y. */
    NtorSecrets(byte[] xy, byte[] xb, byte[] nodeId, byte[] onionKey, byte[] clientKey, byte[] serverKey) {
        this.secretInput = Bytes.concat(xy, xb, nodeId, onionKey, clientKey, serverKey, PROTOID);
        byte[] verify = Digests.hmacSha256(T_VERIFY, secretInput);
        this.auth = Digests.hmacSha256(
                T_MAC, Bytes.concat(verify, nodeId, onionKey, serverKey, clientKey, PROTOID, SERVER));
    }

    /** AUTH: 32 bytes with which the server proves that it knows the onion key. */
    byte[] auth() {
        return auth;
    }

    /** {@code length} bytes by KDF-RFC5869 (tor-spec 5.2.2). */
    byte[] keyMaterial(int length) {
        return expand(secretInput, length);
    }

    static byte[] expand(byte[] secretInput, int length) {
        return Kdf.hkdfSha256(T_KEY, secretInput, M_EXPAND, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
