package org.tropea.testkit.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.tropea.flow.tls.TlsFault;

/** Messages of many lengths over a pair of engines. */
public final class Carried {
    private static final int[] LENGTHS = {1, 514, 31 * 514, 16_384, 50_000};

    private Carried() {}

    /** Fails unless the handshake is done and every message arrives, both ways. */
    public static void bothWays(TlsPair pair) throws TlsFault {
        assertTrue(pair.client().established() && pair.server().established(), "no end of the handshake");
        for (int length : LENGTHS) {
            byte[] message = new byte[length];
            new Random(length).nextBytes(message);
            assertArrayEquals(message, TlsPair.carry(message, pair.client(), pair.server()));
            assertArrayEquals(message, TlsPair.carry(message, pair.server(), pair.client()));
        }
    }
}
