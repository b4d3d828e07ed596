package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.tropea.flow.fault.PeerFault;

/**
 * One side of an obfs4 connection after its handshake: sealed bytes to plain ones and back. Buffers have arrays and are
 * the caller's; positions move. Nothing is kept of them, and nothing is allocated per frame. Belongs to one connection,
 * on its loop.
 */
public final class Session {
    /** Room that {@link #seal} needs for one frame, and as much again for how a burst ends. */
    public static final int ROOM = 3 * Frame.LONGEST;
    /** Room that {@link #open} needs: the most that is in one frame. */
    public static final int PLAIN_ROOM = Frame.PAYLOAD;

    private final FrameEncoder encoder;
    private final FrameDecoder decoder;
    private final Shape shape;
    private final boolean server;

    private Session(FrameEncoder encoder, FrameDecoder decoder, Shape shape, boolean server) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.shape = shape;
        this.server = server;
    }

    static Session ofClient(byte[] keys, byte[] seed, IatMode mode, KeyStream stream, RandomGenerator random) {
        return new Session(
                new FrameEncoder(keys, 0, stream),
                new FrameDecoder(keys, FrameBox.MATERIAL, stream, random),
                new Shape(seed, mode, random),
                false);
    }

    static Session ofServer(byte[] keys, byte[] seed, IatMode mode, KeyStream stream, RandomGenerator random) {
        return new Session(
                new FrameEncoder(keys, FrameBox.MATERIAL, stream),
                new FrameDecoder(keys, 0, stream, random),
                new Shape(seed, mode, random),
                true);
    }

    /**
     * Opens the whole frames of {@code sealed} while {@code plain} has {@link #PLAIN_ROOM}. What is left of a frame
     * stays in {@code sealed}. After a fault the connection closes.
     */
    public void open(ByteBuffer sealed, ByteBuffer plain) throws PeerFault {
        while (decoder.next(sealed, plain)) {
            byte[] seed = decoder.takeSeed();
            if (seed != null && !server) {
                shape.reseed(seed);
            }
        }
    }

    /** Seals {@code plain} as one burst while {@code sealed} has {@link #ROOM}; the last bytes of it are its padding. */
    public void seal(ByteBuffer plain, ByteBuffer sealed) {
        int start = sealed.position();
        while (plain.hasRemaining() && sealed.remaining() >= ROOM) {
            encoder.data(plain, sealed);
        }
        if (sealed.position() > start) {
            shape.endBurst(sealed.position() - start, encoder, sealed);
        }
    }

    /**
     * How many of the {@code pending} sealed bytes, those before the position of {@code sealed}, go out in the next
     * write; padding may be appended, for which it has {@link #ROOM}.
     */
    public int nextWrite(int pending, ByteBuffer sealed) {
        return shape.nextWrite(pending, encoder, sealed);
    }

    /** How long to wait after a write before the next one, in microseconds; drawn anew each time. */
    public int pause() {
        return shape.pause();
    }

    /** The frame that tells the client our seed; it is the end of the server's answer. */
    void tellSeed(byte[] seed, ByteBuffer sealed) {
        encoder.seed(seed, sealed);
    }
}
