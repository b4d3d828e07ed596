package org.tropea.conn.extor;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.Digests;

/**
 * SAFE_COOKIE (proposal 217, 4.1): each side proves to the other that it knows the cookie, without telling it. One for each
 * connection, on its loop.
 */
final class SafeCookie {
    /** Bytes of a cookie, a nonce and a hash. */
    static final int LENGTH = 32;

    private static final byte[] OURS = text("ExtORPort authentication server-to-client hash");
    private static final byte[] THEIRS = text("ExtORPort authentication client-to-server hash");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] cookie;
    private byte[] expected;

    SafeCookie(byte[] cookie) {
        this.cookie = cookie;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Our hash and nonce, in answer to the peer's nonce. */
    byte[] answer(byte[] clientNonce) {
        byte[] serverNonce = new byte[LENGTH];
        RANDOM.nextBytes(serverNonce);
        expected = Digests.hmacSha256(cookie, THEIRS, clientNonce, serverNonce);
        return Bytes.concat(Digests.hmacSha256(cookie, OURS, clientNonce, serverNonce), serverNonce);
    }

    /** Whether {@code clientHash} is the one that only who knows the cookie can tell. */
    boolean proves(byte[] clientHash) {
        return Bytes.constantTimeEquals(expected, 0, clientHash, 0, LENGTH);
    }
}
