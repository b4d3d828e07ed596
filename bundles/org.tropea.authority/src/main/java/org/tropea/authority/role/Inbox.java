package org.tropea.authority.role;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.directory.DirAnswer;

/**
 * What was posted and waits for the conductor: so many bytes and documents at most, beyond which senders are told to come
 * again. It takes the conductor for a few milliseconds at a time, between two parts of one letter's work too, so that a
 * crowd of uploads delays no step of a round.
 * Filled by any thread.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final DirAnswer FULL = DirAnswer.of(503, "Directory busy, try again later");
    private static final DirAnswer STOPPING = DirAnswer.of(503, "The authority is stopping");
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

    /** A vote has room in the least. */
    private static final long LEAST_BYTES = 16L << 20;

    private static final long MOST_BYTES = 64L << 20;
    private static final int PART_OF_HEAP = 16;

    private record Letter(int bytes, Supplier<DirAnswer> work, Consumer<DirAnswer> answer) {}

    private final Executor conductor;
    private final long mostBytes;
    private final int most;
    private final LongSupplier nanos;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    /** What is being worked on, between two parts of its work. */
    private Letter open;

    private long bytes;
    private boolean draining;

    /** Room for {@code most} documents of {@code mostBytes} in all; {@code nanos} tells the time in nanoseconds. */
    Inbox(Executor conductor, long mostBytes, int most, LongSupplier nanos) {
        this.conductor = conductor;
        this.mostBytes = mostBytes;
        this.most = most;
        this.nanos = nanos;
    }

    /** The bytes that one may hold: a sixteenth of a {@code heap} of so many, from 16 to 64 MiB. */
    static long room(long heap) {
        return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / PART_OF_HEAP));
    }

    /** A document of {@code length} bytes came: {@code work} is done when its turn is, until it gives no null, and {@code answer} gets that. */
    void take(int length, Supplier<DirAnswer> work, Consumer<DirAnswer> answer) {
        boolean fits;
        boolean wake;
        synchronized (this) {
            fits = waiting.size() < most && bytes + length <= mostBytes;
            wake = fits && !draining;
            if (fits) {
                waiting.add(new Letter(length, work, answer));
                bytes += length;
                draining = true;
            }
        }
        if (!fits) {
            answer.accept(FULL);
        } else if (wake) {
            again();
        }
    }

    private void again() {
        try {
            conductor.execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            while (opens()) {
                answer(STOPPING);
            }
        }
    }

    /** Whatever is thrown ends no more than this slice. */
    private void drain() {
        long end = nanos.getAsLong() + SLICE;
        boolean more = true;
        try {
            do {
                more = opens();
                if (more) {
                    answer(tried(open.work));
                }
            } while (more && nanos.getAsLong() - end < 0);
        } finally {
            if (more) {
                again();
            }
        }
    }

    private synchronized boolean opens() {
        if (open == null) {
            open = waiting.poll();
            bytes -= open == null ? 0 : open.bytes;
        }
        draining = open != null;
        return draining;
    }

    private static DirAnswer tried(Supplier<DirAnswer> work) {
        try {
            return work.get();
        } catch (Throwable bug) {
            LOG.error("What was posted could not be taken", bug);
            return DirAnswer.of(500, "Internal error");
        }
    }

    private void answer(DirAnswer what) {
        if (what == null) {
            return;
        }
        Letter done = open;
        open = null;
        try {
            done.answer.accept(what);
        } catch (Throwable bug) {
            LOG.error("Who posted could not be answered", bug);
        }
    }
}
