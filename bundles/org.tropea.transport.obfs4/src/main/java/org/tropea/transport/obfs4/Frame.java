package org.tropea.transport.obfs4;

/** Sizes of frames and of the packets in them, in bytes (obfs4-spec 5). */
final class Frame {
    /** The longest frame: what fits a TCP segment. */
    static final int LONGEST = 1448;
    /** Where a frame's box begins: behind its masked length. */
    static final int LENGTH = 2;
    /** What a box holds before the payload: packet type and length of the payload. */
    static final int HEADER = 3;
    /** What a frame is longer than its payload and padding. */
    static final int OVERHEAD = LENGTH + FrameBox.TAG + HEADER;
    /** Most payload and padding of a frame. */
    static final int PAYLOAD = LONGEST - OVERHEAD;
    /** Least and most that a masked length may say. */
    static final int SHORTEST_BOX = FrameBox.TAG;

    static final int LONGEST_BOX = LONGEST - LENGTH;

    /** Packet type: application data, or nothing but padding. */
    static final byte DATA = 0;
    /** Packet type: the seed of the server's distributions. */
    static final byte SEED = 1;

    private Frame() {}
}
