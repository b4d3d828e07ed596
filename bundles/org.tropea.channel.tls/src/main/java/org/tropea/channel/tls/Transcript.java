package org.tropea.channel.tls;

import java.security.MessageDigest;
import org.tropea.crypto.Digests;

/** SHA-256 over all handshake cells of one direction, headers included: SLOG or CLOG (tor-spec 4.4.2). */
final class Transcript {
    private final MessageDigest running = Digests.newSha256();

    void add(byte[] array, int offset, int length) {
        running.update(array, offset, length);
    }

    void add(byte[] cell) {
        running.update(cell);
    }

    /** The digest of what was added so far; more may be added. */
    byte[] digest() {
        return Digests.peek(running);
    }
}
