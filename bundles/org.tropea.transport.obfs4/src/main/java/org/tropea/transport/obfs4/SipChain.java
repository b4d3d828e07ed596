package org.tropea.transport.obfs4;

/**
 * The stream of 64-bit blocks that masks frame lengths and from which a bridge's distributions are drawn: SipHash-2-4
 * fed with its own results. The specification hashes each block alone; obfs4proxy never begins a new hash, so block n is
 * that of all blocks before it, and so it is here. Deterministic; belongs to one owner.
 */
final class SipChain {
    /** Bytes of a seed: a SipHash key and the first block. */
    static final int SEED = 24;

    private static final int BLOCK = 8;

    private final SipHash sip;
    private long block;
    private int length;

    /** From the {@link #SEED} bytes at {@code at}. */
    SipChain(byte[] seed, int at) {
        sip = new SipHash(SipHash.word(seed, at), SipHash.word(seed, at + 8));
        block = SipHash.word(seed, at + 16);
    }

    /** The next eight bytes, the first in the highest bits. */
    long next() {
        sip.add(block);
        length += BLOCK;
        block = sip.soFar(length);
        return Long.reverseBytes(block);
    }

    /** The next 16 bits to mask a length with. */
    int mask() {
        return (int) (next() >>> 48);
    }
}
