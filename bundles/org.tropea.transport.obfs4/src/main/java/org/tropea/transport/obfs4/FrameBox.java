package org.tropea.transport.obfs4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tropea.flow.fault.Bug;

/**
 * The secret boxes of one direction (NaCl's XSalsa20-Poly1305) and the masks of their lengths. The first 16 bytes of a
 * nonce never change, so the key under which Salsa20 runs is computed once; the other 8 count frames from 1. Belongs to
 * one connection, on its loop.
 */
final class FrameBox {
    /** Bytes of key material of a direction: key, nonce prefix, SipHash key and first block. */
    static final int MATERIAL = 72;
    /** Bytes that a box is longer than what is in it. */
    static final int TAG = Poly1305.TAG;

    private static final int PREFIX = 32;
    private static final int CHAIN = 48;
    /** What of the key stream is the key of the tag. */
    private static final int TAG_KEY = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int[] key;
    private final SipChain lengths;
    private final KeyStream stream;
    private final Poly1305 poly = new Poly1305();
    private final byte[] tag = new byte[TAG];
    private long counter;
    private int at;

    FrameBox(byte[] material, int at, KeyStream stream) {
        this.key = Salsa20.subkey(material, at, material, at + PREFIX);
        this.lengths = new SipChain(material, at + CHAIN);
        this.stream = stream;
    }

    /** Goes on to the next frame: what its length is masked with. */
    int nextMask() {
        counter++;
        if (counter == 0) {
            throw new Bug("obfs4 frame counter wrapped");
        }
        return lengths.mask();
    }

    /** Makes the key stream for a box of {@code length} bytes with its tag, and perhaps for {@code ahead} long ones. */
    void begin(int length, int ahead) {
        int need = TAG_KEY + length - TAG + Salsa20.BLOCK - 1 >> 6;
        at = stream.seek(this, key, counter, need, ahead);
    }

    /** What byte {@code offset} of the box's contents is encrypted with. */
    byte pad(int offset) {
        return stream.bytes()[at + TAG_KEY + offset];
    }

    /** Encrypts or decrypts {@code length} bytes, which are the contents from {@code offset} on. */
    void apply(int offset, byte[] from, int fromAt, byte[] to, int toAt, int length) {
        byte[] pad = stream.bytes();
        int padAt = at + TAG_KEY + offset;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            LONGS.set(to, toAt + i, (long) LONGS.get(from, fromAt + i) ^ (long) LONGS.get(pad, padAt + i));
        }
        for (; i < length; i++) {
            to[toAt + i] = (byte) (from[fromAt + i] ^ pad[padAt + i]);
        }
    }

    /** Writes {@code length} encrypted zeros, which are the contents from {@code offset} on. */
    void zeros(int offset, byte[] to, int toAt, int length) {
        System.arraycopy(stream.bytes(), at + TAG_KEY + offset, to, toAt, length);
    }

    /** Puts the tag in front of the {@code length} encrypted bytes that follow it. */
    void authenticate(byte[] box, int boxAt, int length) {
        poly.tag(stream.bytes(), at, box, boxAt + TAG, length, box, boxAt);
    }

    /** Whether the tag belongs to the {@code length} encrypted bytes that follow it; takes as long in either case. */
    boolean authentic(byte[] box, int boxAt, int length) {
        poly.tag(stream.bytes(), at, box, boxAt + TAG, length, tag, 0);
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= tag[i] ^ box[boxAt + i];
        }
        return difference == 0;
    }
}
