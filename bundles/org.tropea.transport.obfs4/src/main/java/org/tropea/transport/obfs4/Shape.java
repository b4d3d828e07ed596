package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.tropea.crypto.Digests;

/**
 * The shape of what one side sends: where bursts end, and for {@link IatMode} how long writes are and what pauses lie
 * between (obfs4-spec 6). It only decides; who asks writes and waits. Belongs to one connection, on its loop.
 */
final class Shape {
    private static final int LONGEST_PAUSE = 100;
    private static final int PAUSE_UNIT_MICROS = 100;

    private final IatMode mode;
    private final RandomGenerator random;
    private Distribution lengths;
    private Distribution pauses;

    /** Drawn from {@code seed}: its own of a server, any of a client, until the server tells its own. */
    Shape(byte[] seed, IatMode mode, RandomGenerator random) {
        this.mode = mode;
        this.random = random;
        reseed(seed);
    }

    void reseed(byte[] seed) {
        lengths = new Distribution(seed, Frame.LONGEST);
        pauses = mode == IatMode.NONE ? null : new Distribution(Digests.sha256(seed), LONGEST_PAUSE);
    }

    /** Ends a burst of {@code length} bytes at the end of {@code out}; in paranoid mode each write has its own end. */
    void endBurst(int length, FrameEncoder encoder, ByteBuffer out) {
        if (mode != IatMode.PARANOID) {
            pad(length, lengths.sample(random), encoder, out);
        }
    }

    /**
     * Pads so that what goes beyond full segments has {@code target} bytes. Too little for a frame of its own becomes a
     * full one and another, which ends {@link Frame#OVERHEAD} bytes later than meant: so does obfs4proxy's.
     */
    private static void pad(int length, int target, FrameEncoder encoder, ByteBuffer out) {
        int tail = length % Frame.LONGEST;
        int missing = target >= tail ? target - tail : Frame.LONGEST - tail + target;
        if (missing > Frame.OVERHEAD) {
            encoder.padding(missing - Frame.OVERHEAD, out);
        } else if (missing > 0) {
            encoder.padding(Frame.PAYLOAD, out);
            encoder.padding(missing, out);
        }
    }

    /**
     * How many of {@code pending} sealed bytes the next write has; it may append padding to {@code out}, where they end,
     * and then counts it. 0 when nothing is pending.
     */
    int nextWrite(int pending, FrameEncoder encoder, ByteBuffer out) {
        return switch (mode) {
            case NONE -> pending;
            case ENABLED -> Math.min(pending, Frame.LONGEST);
            case PARANOID -> pending == 0 ? 0 : drawnWrite(pending, encoder, out);
        };
    }

    /** A length of 0 is drawn again; obfs4proxy 0.0.14 dies of it. */
    private int drawnWrite(int pending, FrameEncoder encoder, ByteBuffer out) {
        int start = out.position();
        for (; ; ) {
            int target = lengths.sample(random);
            int there = pending + out.position() - start;
            if (target > there) {
                pad(there, target, encoder, out);
                there = pending + out.position() - start;
                target = there == target ? target : 0;
            }
            if (target > 0) {
                return target;
            }
        }
    }

    /** Microseconds to wait after a write; 0 without {@link IatMode}. */
    int pause() {
        return pauses == null ? 0 : PAUSE_UNIT_MICROS * pauses.sample(random);
    }
}
