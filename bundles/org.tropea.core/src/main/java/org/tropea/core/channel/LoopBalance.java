package org.tropea.core.channel;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How much the channels of each of a router's loops carried lately ({@link Work}), and which of them had better be in
 * another loop; and, by {@link Companions}, which two of them had better change places. A channel that carries no circuits may move; where connections come in, nobody can tell yet what they will
 * carry, so that with few of them chance alone would say what each loop has to do. Any thread.
 */
public final class LoopBalance {
    /** Below so many recent cells in all, about half a MiB, nothing is worth a move. */
    private static final long LEAST = 1000;
    /** By so much of all work a move must lessen the difference between two loops. */
    private static final double WORTH = 0.1;
    /** Of the least work in all that is worth a move this part is the least of one channel that is worth an exchange. */
    private static final double LEAST_OF_ONE = 1.0 / 16;
    /** Two channels whose work differs by less than this part may change places. */
    private static final double ALIKE = 0.25;

    private final AtomicReferenceArray<ChannelMover> movers;
    private final AtomicLongArray work;
    private final AtomicReferenceArray<List<Resting>> resting;
    private final Companions companions = new Companions();
    private final long least;

    /** For {@code loops} loops without channels. */
    public LoopBalance(int loops) {
        this(loops, LEAST);
    }

    /** The same; no channel moves while all carried less than {@code least} cells lately. */
    public LoopBalance(int loops, long least) {
        this.least = least;
        movers = new AtomicReferenceArray<>(loops);
        work = new AtomicLongArray(loops);
        resting = new AtomicReferenceArray<>(loops);
    }

    /** The channels of the loop at {@code loop} come and go by {@code mover}. */
    void joins(int loop, ChannelMover mover) {
        movers.set(loop, mover);
    }

    /** The channels of the loop at {@code loop} carried so many cells lately. */
    void carried(int loop, double cells) {
        work.set(loop, (long) cells);
    }

    /** What is gained if {@code cells} of work leave the loop at {@code loop}: cells by which the difference falls; 0: nothing. */
    double gain(int loop, double cells) {
        long gap = work.get(loop) - work.get(least());
        double gained = gap - Math.abs(gap - 2 * cells);
        return isWorthwhile() && gained >= WORTH * total() ? gained : 0;
    }

    /** Whether all together carried enough lately for anything to be worth a move. */
    boolean isWorthwhile() {
        return total() >= least;
    }

    /** Where work that leaves another loop goes; null while that loop is not there yet. */
    ChannelMover target() {
        return movers.get(least());
    }

    /** {@code cells} of work left the loop at {@code from} for that at {@code to}. */
    void moved(int from, int to, double cells) {
        work.addAndGet(from, -(long) cells);
        work.addAndGet(to, (long) cells);
    }

    // ---- exchanges ------------------------------------------------------------------------------------------------

    /** A channel that could move, and what it carried lately. */
    record Resting(long id, double work) {
        /** Whether the balance stays when the two change places. */
        boolean isLike(Resting other) {
            return Math.abs(work - other.work) <= ALIKE * Math.max(work, other.work);
        }
    }

    /** Whether a channel that carried {@code cells} lately may be worth an exchange. */
    boolean counts(double cells) {
        return cells >= least * LEAST_OF_ONE;
    }

    /** Which channels of the loop at {@code loop} carry no circuits now; only those that may be worth an exchange. */
    void rest(int loop, List<Resting> channels) {
        resting.set(loop, channels);
    }

    /** As {@link #rest} said last. */
    List<Resting> resting(int loop) {
        List<Resting> last = resting.get(loop);
        return last == null ? List.of() : last;
    }

    /** Who comes and goes in the loop at {@code loop}. */
    ChannelMover mover(int loop) {
        return movers.get(loop);
    }

    int loops() {
        return work.length();
    }

    Companions companions() {
        return companions;
    }

    private int least() {
        int least = 0;
        for (int loop = 1; loop < work.length(); loop++) {
            least = work.get(loop) < work.get(least) ? loop : least;
        }
        return least;
    }

    private long total() {
        long total = 0;
        for (int loop = 0; loop < work.length(); loop++) {
            total += work.get(loop);
        }
        return total;
    }
}
