package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.tropea.flow.fault.PeerFault;

/**
 * Opens frames and takes the packets out of them (obfs4-spec 5). Allocates nothing per frame. Buffers have arrays;
 * positions move. Belongs to one connection, on its loop.
 */
final class FrameDecoder {
    private static final int UNKNOWN = 0;

    private final FrameBox box;
    private final RandomGenerator random;
    /** Length of the box that comes next, once its two bytes were read. */
    private int length = UNKNOWN;

    private boolean invalid;
    private byte[] seed;

    /** With the {@link FrameBox#MATERIAL} bytes at {@code at}. */
    FrameDecoder(byte[] material, int at, KeyStream stream, RandomGenerator random) {
        box = new FrameBox(material, at, stream);
        this.random = random;
    }

    /**
     * Opens the next frame of {@code in} and appends its payload, which may be none, to {@code out}. False when the frame
     * is not whole yet, or when {@code out} has less room than what may be in it. After a fault nothing can be opened.
     */
    boolean next(ByteBuffer in, ByteBuffer out) throws PeerFault {
        if (length == UNKNOWN && !readLength(in)
                || in.remaining() < length
                || out.remaining() < length - FrameBox.TAG - Frame.HEADER) {
            return false;
        }
        byte[] from = in.array();
        int at = in.arrayOffset() + in.position();
        int contents = length - FrameBox.TAG;
        box.begin(length, 1 + (in.remaining() - length) / Frame.LONGEST);
        if (!box.authentic(from, at, contents) || invalid) {
            throw new PeerFault("obfs4 frame is not authentic");
        }
        packet(from, at + FrameBox.TAG, contents, out);
        in.position(in.position() + length);
        length = UNKNOWN;
        return true;
    }

    /**
     * A length that cannot be is a forgery, but who forged it shall not learn from the moment of the end which length
     * was read: any other is awaited in its place, as obfs4proxy does.
     */
    private boolean readLength(ByteBuffer in) {
        if (in.remaining() < Frame.LENGTH) {
            return false;
        }
        int masked = (in.get() & 0xff) << 8 | in.get() & 0xff;
        length = masked ^ box.nextMask();
        if (length < Frame.SHORTEST_BOX || length > Frame.LONGEST_BOX) {
            invalid = true;
            length = random.nextInt(Frame.SHORTEST_BOX, Frame.LONGEST_BOX + 1);
        }
        return true;
    }

    private void packet(byte[] from, int at, int contents, ByteBuffer out) throws PeerFault {
        if (contents < Frame.HEADER) {
            throw new PeerFault("obfs4 packet has " + contents + " bytes, needs at least " + Frame.HEADER);
        }
        int type = from[at] ^ box.pad(0);
        int payload = (from[at + 1] ^ box.pad(1)) & 0xff;
        payload = payload << 8 | (from[at + 2] ^ box.pad(2)) & 0xff;
        if (payload > contents - Frame.HEADER) {
            throw new PeerFault("obfs4 packet says " + payload + " bytes of " + (contents - Frame.HEADER));
        }
        if (type == Frame.DATA) {
            int to = out.arrayOffset() + out.position();
            box.apply(Frame.HEADER, from, at + Frame.HEADER, out.array(), to, payload);
            out.position(out.position() + payload);
        } else if (type == Frame.SEED && payload == SipChain.SEED) {
            seed = new byte[payload];
            box.apply(Frame.HEADER, from, at + Frame.HEADER, seed, 0, payload);
        }
    }

    /** The last seed that the peer told since this was asked, or null; packets of unknown types are passed over. */
    byte[] takeSeed() {
        byte[] taken = seed;
        seed = null;
        return taken;
    }
}
