package org.tropea.authority.vote;

import java.util.Map;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.value.Octets;

/**
 * What one vote says of one relay. Immutable, any thread.
 *
 * @param status the lines that consensuses have too
 * @param ed25519 its Ed25519 identity, 32 bytes, zero when the vote says that it has none; null when it says nothing
 * @param microdescriptors SHA-256 of its microdescriptor by consensus method
 */
public record BallotEntry(RouterStatus status, Octets ed25519, Map<Integer, Octets> microdescriptors) {

    /** The relay's RSA identity. */
    public Octets identity() {
        return status.identity();
    }

    /** Whether this authority measured it, other than as a fellow authority. */
    public boolean isMeasured() {
        return status.bandwidth() != null && status.bandwidth().measured() >= 0;
    }
}
