package org.tropea.crypto;

import static org.tropea.crypto.Field25519.add;
import static org.tropea.crypto.Field25519.multiply;
import static org.tropea.crypto.Field25519.square;
import static org.tropea.crypto.Field25519.subtract;
import static org.tropea.crypto.Field25519.swap;

/**
 * X25519 with any point (RFC 7748, 5): one Montgomery ladder. What two of them take decides how many circuits a relay
 * builds. Used within one call on one thread.
 */
final class X25519Ladder {
    private static final int A24 = 121_666;
    private static final int TOP_BIT = 254;

    private final long[] x1;
    private final long[] x2 = {1, 0, 0, 0, 0};
    private final long[] z2 = new long[Field25519.LIMBS];
    private final long[] x3;
    private final long[] z3 = {1, 0, 0, 0, 0};
    private final long[] a = new long[Field25519.LIMBS];
    private final long[] b = new long[Field25519.LIMBS];
    private final long[] c = new long[Field25519.LIMBS];
    private final long[] d = new long[Field25519.LIMBS];

    private X25519Ladder(byte[] u) {
        x1 = Field25519.decode(u);
        x3 = x1.clone();
    }

    /** The 32 bytes of {@code secret}, clamped, times the point {@code u}; both are 32 bytes and stay as they are. */
    static byte[] x25519(byte[] secret, byte[] u) {
        byte[] k = secret.clone();
        k[0] &= (byte) 0xf8;
        k[31] = (byte) (k[31] & 0x7f | 0x40);
        return new X25519Ladder(u).times(k);
    }

    private byte[] times(byte[] k) {
        int last = 0;
        for (int t = TOP_BIT; t >= 0; t--) {
            int bit = k[t >>> 3] >>> (t & 7) & 1;
            swap(last ^ bit, x2, x3);
            swap(last ^ bit, z2, z3);
            last = bit;
            step();
        }
        swap(last, x2, x3);
        swap(last, z2, z3);
        multiply(x2, Field25519.invert(z2), x2);
        return Field25519.encode(x2);
    }

    private void step() {
        add(x2, z2, a);
        subtract(x2, z2, b);
        add(x3, z3, c);
        subtract(x3, z3, d);
        multiply(d, a, d);
        multiply(c, b, c);
        square(a, a);
        square(b, b);
        multiply(a, b, x2);
        subtract(a, b, a); // E
        multiply(a, A24, z2);
        add(b, z2, z2);
        multiply(a, z2, z2);
        add(d, c, x3);
        square(x3, x3);
        subtract(d, c, d);
        square(d, d);
        multiply(x1, d, z3);
    }
}
