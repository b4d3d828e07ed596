package org.tropea.channel.tls;

import org.tropea.flow.fault.PeerFault;

/** The VERSIONS cell (tor-spec 4.1): link protocols in 2 bytes each. */
final class Versions {
    /** The payload that lists what we speak. */
    static final byte[] OURS = {0, 4, 0, 5};

    private static final int LOWEST = 4;
    private static final int HIGHEST = 5;

    private Versions() {}

    /** The highest link protocol that both speak. */
    static int choose(byte[] theirs) throws PeerFault {
        if (theirs.length % 2 != 0) {
            throw new PeerFault("VERSIONS has an odd length: " + theirs.length);
        }
        int best = 0;
        for (int i = 0; i < theirs.length; i += 2) {
            int version = (theirs[i] & 0xff) << 8 | theirs[i + 1] & 0xff;
            if (version >= LOWEST && version <= HIGHEST) {
                best = Math.max(best, version);
            }
        }
        if (best == 0) {
            throw new PeerFault("VERSIONS lists no link protocol that we speak: accepted are 4 and 5");
        }
        return best;
    }
}
