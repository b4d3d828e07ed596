package org.tropea.flow.channel;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who a relay is: SHA-1 of its RSA identity key (20 bytes) and its Ed25519 identity (32 bytes); either may be null when
 * not known. Immutable by agreement: nobody writes into the arrays.
 */
public record PeerIdentity(byte[] rsa, byte[] ed25519) {
    /** Somebody who did not say who it is: a client. */
    public static final PeerIdentity NONE = new PeerIdentity(null, null);

    /** Whether it said who it is. */
    public boolean isKnown() {
        return rsa != null;
    }

    /** Whether every identity that {@code wanted} names is this one's too. */
    public boolean matches(PeerIdentity wanted) {
        return (wanted.rsa == null || Arrays.equals(rsa, wanted.rsa))
                && (wanted.ed25519 == null || Arrays.equals(ed25519, wanted.ed25519));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerIdentity peer
                && Arrays.equals(rsa, peer.rsa)
                && Arrays.equals(ed25519, peer.ed25519);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rsa);
    }

    @Override
    public String toString() {
        return rsa == null ? "a client" : "$" + HexFormat.of().withUpperCase().formatHex(rsa);
    }
}
