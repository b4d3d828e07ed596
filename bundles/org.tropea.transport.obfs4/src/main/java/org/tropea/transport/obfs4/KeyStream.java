package org.tropea.transport.obfs4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Key stream for several frames at once: Salsa20 on many blocks side by side, word by word, in loops that the compiler
 * turns into vector instructions. The next frames' nonces are known before the frames are, so one that has many bytes
 * waiting fills ahead. Scratch of one loop, shared by all of its connections: what one left is another's no more.
 */
public final class KeyStream {
    /** Blocks of a frame of the greatest length. */
    static final int FRAME_BLOCKS = 23;
    /** Most frames filled at once. */
    static final int FRAMES = 8;

    private static final int STRIDE = 192;
    private static final int BLOCK = Salsa20.BLOCK;
    private static final int DOUBLE_ROUNDS = 10;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] x = new int[16 * STRIDE];
    private final int[] varying = new int[3 * STRIDE];
    private final byte[] bytes = new byte[STRIDE * BLOCK];
    private final int[] state = new int[16];
    private Object owner;
    private long first;
    private int frames;
    private int blocks;

    /** The bytes that {@link #seek} tells places in. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Where the stream of frame {@code counter} begins, of which {@code need} blocks are wanted. If it is not here yet,
     * {@code ahead} frames of the greatest length are filled with it.
     */
    int seek(Object user, int[] key, long counter, int need, int ahead) {
        long ready = counter - first;
        if (owner != user || ready < 0 || ready >= frames || need > blocks) {
            fill(user, key, counter, need, ahead);
            ready = 0;
        }
        return (int) ready * blocks * BLOCK;
    }

    private void fill(Object user, int[] key, long counter, int need, int ahead) {
        owner = user;
        first = counter;
        frames = Math.max(1, Math.min(ahead, FRAMES));
        blocks = frames == 1 ? need : FRAME_BLOCKS;
        if (frames * blocks < 8) {
            oneByOne(key);
        } else {
            sideBySide(key, frames * blocks);
        }
    }

    private void oneByOne(int[] key) {
        long nonce = Long.reverseBytes(first);
        for (int i = 0; i < blocks; i++) {
            Salsa20.block(key, (int) nonce, (int) (nonce >>> 32), i, state, bytes, i * BLOCK);
        }
    }

    private void sideBySide(int[] key, int lanes) {
        number(lanes);
        put(x, key, lanes);
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            columns(x, lanes);
            rows(x, lanes);
        }
        add(x, key, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            write(x, lane, bytes);
        }
    }

    /** Which block of which frame each lane makes. */
    private void number(int lanes) {
        long nonce = 0;
        for (int lane = 0; lane < lanes; lane++) {
            int block = lane % blocks;
            if (block == 0) {
                nonce = Long.reverseBytes(first + lane / blocks);
            }
            varying[lane] = (int) nonce;
            varying[STRIDE + lane] = (int) (nonce >>> 32);
            varying[2 * STRIDE + lane] = block;
        }
    }

    private void put(int[] x, int[] key, int lanes) {
        for (int i = 0; i < 16; i++) {
            if (i >= 6 && i <= 8) {
                System.arraycopy(varying, (i - 6) * STRIDE, x, i * STRIDE, lanes);
            } else {
                Arrays.fill(x, i * STRIDE, i * STRIDE + lanes, Salsa20.input(i, key, 0, 0, 0));
            }
        }
    }

    private void add(int[] x, int[] key, int lanes) {
        for (int i = 0; i < 16; i++) {
            if (i >= 6 && i <= 8) {
                add(x, i * STRIDE, varying, (i - 6) * STRIDE, lanes);
            } else {
                add(x, i * STRIDE, Salsa20.input(i, key, 0, 0, 0), lanes);
            }
        }
    }

    private static void add(int[] x, int at, int word, int lanes) {
        for (int i = at; i < at + lanes; i++) {
            x[i] += word;
        }
    }

    private static void add(int[] x, int at, int[] words, int from, int lanes) {
        for (int i = 0; i < lanes; i++) {
            x[at + i] += words[from + i];
        }
    }

    private static void columns(int[] x, int lanes) {
        quarter(x, 0, 4 * STRIDE, 8 * STRIDE, 12 * STRIDE, lanes);
        quarter(x, 5 * STRIDE, 9 * STRIDE, 13 * STRIDE, STRIDE, lanes);
        quarter(x, 10 * STRIDE, 14 * STRIDE, 2 * STRIDE, 6 * STRIDE, lanes);
        quarter(x, 15 * STRIDE, 3 * STRIDE, 7 * STRIDE, 11 * STRIDE, lanes);
    }

    private static void rows(int[] x, int lanes) {
        quarter(x, 0, STRIDE, 2 * STRIDE, 3 * STRIDE, lanes);
        quarter(x, 5 * STRIDE, 6 * STRIDE, 7 * STRIDE, 4 * STRIDE, lanes);
        quarter(x, 10 * STRIDE, 11 * STRIDE, 8 * STRIDE, 9 * STRIDE, lanes);
        quarter(x, 15 * STRIDE, 12 * STRIDE, 13 * STRIDE, 14 * STRIDE, lanes);
    }

    /** Inlined with four constants, without which the compiler could not tell that the four places differ. */
    private static void quarter(int[] x, int a, int b, int c, int d, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int xa = x[a + i];
            int xb = x[b + i];
            int xc = x[c + i];
            int xd = x[d + i];
            xb ^= Integer.rotateLeft(xa + xd, 7);
            xc ^= Integer.rotateLeft(xb + xa, 9);
            xd ^= Integer.rotateLeft(xc + xb, 13);
            xa ^= Integer.rotateLeft(xd + xc, 18);
            x[a + i] = xa;
            x[b + i] = xb;
            x[c + i] = xc;
            x[d + i] = xd;
        }
    }

    private static void write(int[] x, int lane, byte[] out) {
        for (int i = 0; i < 8; i++) {
            long low = x[2 * i * STRIDE + lane] & 0xffffffffL;
            LONGS.set(out, lane * BLOCK + 8 * i, low | (long) x[(2 * i + 1) * STRIDE + lane] << 32);
        }
    }
}
