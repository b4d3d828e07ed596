package org.tropea.transport.obfs4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The Salsa20 core and HSalsa20 (Bernstein 2008 and 2011), block by block. Stateless, any thread. */
final class Salsa20 {
    /** Bytes of a block of key stream. */
    static final int BLOCK = 64;

    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final int C0 = 0x61707865;
    static final int C1 = 0x3320646e;
    static final int C2 = 0x79622d32;
    static final int C3 = 0x6b206574;

    private static final int DOUBLE_ROUNDS = 10;

    private Salsa20() {}

    /** The eight words of the key that XSalsa20 uses under 16 bytes of nonce at {@code nonceAt}. */
    static int[] subkey(byte[] key, int keyAt, byte[] nonce, int nonceAt) {
        int[] words = new int[8];
        int[] state = new int[16];
        for (int i = 0; i < 8; i++) {
            words[i] = (int) INTS.get(key, keyAt + 4 * i);
        }
        input(words, 0, 0, 0, 0, state);
        for (int i = 0; i < 4; i++) {
            state[6 + i] = (int) INTS.get(nonce, nonceAt + 4 * i);
        }
        rounds(state);
        return new int[] {state[0], state[5], state[10], state[15], state[6], state[7], state[8], state[9]};
    }

    /** Puts block {@code counter} of the key stream at {@code at}; {@code state} is 16 words of scratch. */
    static void block(int[] key, int nonce0, int nonce1, int counter, int[] state, byte[] out, int at) {
        input(key, nonce0, nonce1, counter, 0, state);
        rounds(state);
        for (int i = 0; i < 16; i++) {
            INTS.set(out, at + 4 * i, state[i] + input(i, key, nonce0, nonce1, counter));
        }
    }

    /** The word that goes in at place {@code i}; blocks of one frame are counted in 32 bits. */
    static int input(int i, int[] key, int nonce0, int nonce1, int counter) {
        return switch (i) {
            case 0 -> C0;
            case 5 -> C1;
            case 10 -> C2;
            case 15 -> C3;
            case 6 -> nonce0;
            case 7 -> nonce1;
            case 8 -> counter;
            case 9 -> 0;
            default -> key[i < 5 ? i - 1 : i - 7];
        };
    }

    private static void input(int[] key, int nonce0, int nonce1, int counter, int high, int[] state) {
        for (int i = 0; i < 16; i++) {
            state[i] = input(i, key, nonce0, nonce1, counter);
        }
        state[9] = high;
    }

    private static void rounds(int[] x) {
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            quarter(x, 0, 4, 8, 12);
            quarter(x, 5, 9, 13, 1);
            quarter(x, 10, 14, 2, 6);
            quarter(x, 15, 3, 7, 11);
            quarter(x, 0, 1, 2, 3);
            quarter(x, 5, 6, 7, 4);
            quarter(x, 10, 11, 8, 9);
            quarter(x, 15, 12, 13, 14);
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
