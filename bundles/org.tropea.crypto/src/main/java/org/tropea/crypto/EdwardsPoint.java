package org.tropea.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A point of edwards25519 in extended coordinates (X : Y : Z : T), with the one operation that the library does not
 * offer: the base point times any 256-bit scalar. One complete addition law serves additions and doublings, so the
 * steps do not depend on the scalar (RFC 8032, 5.1.4).
 */
final class EdwardsPoint {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final int[] TWO_D = field(BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .shiftLeft(1)
            .mod(P));
    private static final EdwardsPoint BASE = affine(
            new BigInteger("216936D3CD6E53FEC0A4E231FDD6DC5C692CC7609525A7B2C9562D608F25D51A", 16),
            new BigInteger("6666666666666666666666666666666666666666666666666666666666666658", 16));

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] t;

    private EdwardsPoint(int[] x, int[] y, int[] z, int[] t) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.t = t;
    }

    private static EdwardsPoint affine(BigInteger x, BigInteger y) {
        return new EdwardsPoint(
                field(x), field(y), field(BigInteger.ONE), field(x.multiply(y).mod(P)));
    }

    /** The base point times a 32-byte little-endian scalar. */
    static EdwardsPoint baseTimes(byte[] scalar) {
        EdwardsPoint sum = affine(BigInteger.ZERO, BigInteger.ONE);
        for (int bit = 255; bit >= 0; bit--) {
            sum = sum.plus(sum);
            sum.moveIf((scalar[bit >>> 3] >>> (bit & 7)) & 1, sum.plus(BASE));
        }
        return sum;
    }

    /** The 32-byte encoding: y, with the low bit of x in the top bit. */
    byte[] encode() {
        int[] inverse = X25519Field.create();
        X25519Field.inv(z, inverse);
        byte[] out = bytes(product(y, inverse));
        out[31] |= (byte) ((bytes(product(x, inverse))[0] & 1) << 7);
        return out;
    }

    private EdwardsPoint plus(EdwardsPoint q) {
        int[] a = product(difference(y, x), difference(q.y, q.x));
        int[] b = product(sum(y, x), sum(q.y, q.x));
        int[] c = product(product(t, TWO_D), q.t);
        int[] d = product(sum(z, z), q.z);
        int[] e = difference(b, a);
        int[] f = difference(d, c);
        int[] g = sum(d, c);
        int[] h = sum(b, a);
        return new EdwardsPoint(product(e, f), product(g, h), product(f, g), product(e, h));
    }

    private void moveIf(int bit, EdwardsPoint q) {
        X25519Field.cmov(-bit, q.x, 0, x, 0);
        X25519Field.cmov(-bit, q.y, 0, y, 0);
        X25519Field.cmov(-bit, q.z, 0, z, 0);
        X25519Field.cmov(-bit, q.t, 0, t, 0);
    }

    /** The Edwards public key that belongs to a Montgomery one: y = (u - 1) / (u + 1), sign as told (prop 228). */
    static byte[] fromMontgomery(byte[] u, int signBit) {
        BigInteger number = littleEndian(u).clearBit(255).mod(P);
        BigInteger inverse = number.add(BigInteger.ONE).modPow(P.subtract(BigInteger.TWO), P);
        byte[] out =
                bytes(field(number.subtract(BigInteger.ONE).multiply(inverse).mod(P)));
        out[31] |= (byte) ((signBit & 1) << 7);
        return out;
    }

    static BigInteger littleEndian(byte[] bytes) {
        return new BigInteger(1, reversed(bytes, bytes.length));
    }

    /** {@code number} in 32 bytes, low byte first. */
    static byte[] littleEndian(BigInteger number) {
        byte[] big = number.toByteArray();
        return reversed(big, 32);
    }

    private static byte[] reversed(byte[] bytes, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < Math.min(length, bytes.length); i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    private static int[] field(BigInteger number) {
        int[] out = X25519Field.create();
        X25519Field.decode255(littleEndian(number), out);
        return out;
    }

    private static byte[] bytes(int[] element) {
        byte[] out = new byte[32];
        X25519Field.normalize(element);
        X25519Field.encode(element, out);
        return out;
    }

    private static int[] product(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.mul(a, b, out);
        return out;
    }

    private static int[] sum(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.add(a, b, out);
        X25519Field.carry(out);
        return out;
    }

    private static int[] difference(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.sub(a, b, out);
        X25519Field.carry(out);
        return out;
    }
}
