package org.tropea.transport.obfs4;

import java.nio.charset.StandardCharsets;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.Digests;

/**
 * The marks and codes of a handshake, HMAC-SHA256-128 under what only those know who know the bridge (obfs4-spec 4).
 * Immutable, any thread.
 */
final class HandshakeMac {
    /** Bytes of a mark and of a code. */
    static final int LENGTH = 16;
    /** Most bytes of a request or an answer. */
    static final int LONGEST_HANDSHAKE = 8192;

    private static final long HOUR_MILLIS = 3_600_000;

    private final byte[] key;

    HandshakeMac(BridgeCert bridge) {
        key = Bytes.concat(bridge.publicKey(), bridge.nodeId());
    }

    /** Hours since 1970. */
    static long hour(long nowMillis) {
        return Math.floorDiv(nowMillis, HOUR_MILLIS);
    }

    /** What ends the padding of the message that begins with {@code representative}. */
    byte[] mark(byte[] representative) {
        return Bytes.slice(Digests.hmacSha256(key, representative), 0, LENGTH);
    }

    /** The code of a message up to its mark, valid in {@code hour}. */
    byte[] code(byte[] message, long hour) {
        byte[] text = Long.toString(hour).getBytes(StandardCharsets.US_ASCII);
        return Bytes.slice(Digests.hmacSha256(key, message, text), 0, LENGTH);
    }
}
