package org.tropea.channel.tls;

import java.nio.ByteBuffer;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.link.Authenticate;
import org.tropea.flow.fault.PeerFault;

/** The AUTH_CHALLENGE cell (tor-spec 4.3): 32 random bytes and the authentication types taken. */
final class AuthChallenge {
    private static final int RANDOM = 32;
    private static final int FIXED = RANDOM + 2;

    private AuthChallenge() {}

    /** A payload that takes type 3 only. */
    static byte[] create() {
        return ByteBuffer.allocate(FIXED + 2)
                .put(Randomness.bytes(RANDOM))
                .putShort((short) 1)
                .putShort((short) Authenticate.TYPE)
                .array();
    }

    /** Whether {@code payload} lists {@code type}; what follows the list is ignored. */
    static boolean offers(byte[] payload, int type) throws PeerFault {
        ByteBuffer in = ByteBuffer.wrap(payload);
        int count = payload.length < FIXED ? 0 : in.getShort(RANDOM) & 0xffff;
        if (payload.length < FIXED + 2 * count) {
            throw new PeerFault("AUTH_CHALLENGE has " + payload.length + " bytes, needs " + (FIXED + 2 * count));
        }
        boolean offered = false;
        for (int i = 0; i < count; i++) {
            offered |= (in.getShort(FIXED + 2 * i) & 0xffff) == type;
        }
        return offered;
    }
}
