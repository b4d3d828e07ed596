package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;

/**
 * Seals packets into frames (obfs4-spec 5). Allocates nothing per frame. Buffers have arrays; positions move. Belongs to
 * one connection, on its loop.
 */
final class FrameEncoder {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FrameBox box;

    /** With the {@link FrameBox#MATERIAL} bytes at {@code at}. */
    FrameEncoder(byte[] material, int at, KeyStream stream) {
        box = new FrameBox(material, at, stream);
    }

    /** Seals the next bytes of {@code plain}, up to one frame's, into {@code out}, which has room for a frame. */
    void data(ByteBuffer plain, ByteBuffer out) {
        int ahead = plain.remaining() / Frame.PAYLOAD;
        packet(Frame.DATA, plain, Math.min(plain.remaining(), Frame.PAYLOAD), 0, ahead, out);
    }

    /** A frame of {@link Frame#OVERHEAD} and {@code length} bytes that says nothing. */
    void padding(int length, ByteBuffer out) {
        packet(Frame.DATA, NOTHING, 0, length, 1, out);
    }

    /** The frame by which a server tells the seed of its distributions. */
    void seed(byte[] seed, ByteBuffer out) {
        packet(Frame.SEED, ByteBuffer.wrap(seed), seed.length, 0, 1, out);
    }

    private void packet(byte type, ByteBuffer from, int length, int padding, int ahead, ByteBuffer out) {
        int contents = Frame.HEADER + length + padding;
        byte[] to = out.array();
        int at = out.arrayOffset() + out.position();
        out.position(out.position() + Frame.LENGTH + FrameBox.TAG + contents);
        length(to, at, FrameBox.TAG + contents ^ box.nextMask());
        box.begin(FrameBox.TAG + contents, ahead);
        int packet = at + Frame.LENGTH + FrameBox.TAG;
        to[packet] = (byte) (type ^ box.pad(0));
        to[packet + 1] = (byte) (length >> 8 ^ box.pad(1));
        to[packet + 2] = (byte) (length ^ box.pad(2));
        int payload = packet + Frame.HEADER;
        box.apply(Frame.HEADER, from.array(), from.arrayOffset() + from.position(), to, payload, length);
        from.position(from.position() + length);
        box.zeros(Frame.HEADER + length, to, payload + length, padding);
        box.authenticate(to, at + Frame.LENGTH, contents);
    }

    private static void length(byte[] to, int at, int masked) {
        to[at] = (byte) (masked >> 8);
        to[at + 1] = (byte) masked;
    }
}
