package org.tropea.crypto;

import java.security.SecureRandom;

/** The process's source of unpredictable bytes. Any thread; never on the path of relayed cells. */
public final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();

    private Randomness() {}

    /** The shared generator, for library calls that ask for one. */
    public static SecureRandom source() {
        return SOURCE;
    }

    /** {@code length} fresh random bytes. */
    public static byte[] bytes(int length) {
        byte[] out = new byte[length];
        SOURCE.nextBytes(out);
        return out;
    }

    /** A number from {@code low} (included) to {@code high} (excluded), all equally likely. */
    public static long between(long low, long high) {
        return SOURCE.nextLong(low, high);
    }
}
