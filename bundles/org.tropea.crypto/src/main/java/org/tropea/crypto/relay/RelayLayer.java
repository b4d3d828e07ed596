package org.tropea.crypto.relay;

/**
 * One layer of relay encryption in one direction of one circuit. It counts every cell that passes, so each cell must
 * go through exactly once and in order. Touched only by the thread that owns the direction; the two directions of a
 * circuit share nothing. Payloads are {@link RelayCrypto#PAYLOAD_LEN} bytes at an offset of an array. None of the
 * per-cell methods allocates for a cell that only passes through.
 */
public abstract class RelayLayer {
    /** For implementations. */
    protected RelayLayer() {}

    /**
     * Adds or removes this layer: 509 bytes from {@code src} at {@code srcOff} to {@code dst} at {@code dstOff}. The
     * two arrays must be different ones.
     */
    public abstract void apply(byte[] src, int srcOff, byte[] dst, int dstOff);

    /** Reads what {@link #apply} will need, which may be far away in memory. What it returns says nothing. */
    public int fetch() {
        return 0;
    }

    /**
     * Whether the payload, after {@link #apply}, was made for this layer by the other end. The payload is left as it
     * was. If it says yes, {@link #lastDigest} is this cell's.
     */
    public abstract boolean recognize(byte[] payload, int off);

    /** Marks a plain payload of our own as coming from this layer; {@link #apply} comes after. */
    public abstract void originate(byte[] payload, int off);

    /** Length in bytes of the digest or tag that an authenticated SENDME quotes: 20 for tor1. */
    public abstract int digestLength();

    /** Copies the digest of the last cell recognized or originated here to {@code out} (tor-spec 7.4, proposal 289). */
    public abstract void lastDigest(byte[] out, int off);
}
