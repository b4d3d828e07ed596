package org.tropea.scheduler.kist;

import java.util.function.Consumer;
import org.tropea.flow.loop.TcpState;
import org.tropea.flow.scheduler.SchedulableChannel;

/**
 * KIST's limit: what the socket could send at once, and {@code factor} congestion windows more so that it has something
 * when acknowledgements come before the next run; without what already waits in the kernel and in the outbuf. Where the
 * kernel tells nothing there is no limit, and the reason is told once. Belongs to one policy and its loop.
 */
final class KernelLimit implements SocketLimit {
    /** Whatever the factor: sums stay far from overflow. */
    private static final long MOST_EXTRA = 1L << 60;

    private final double factor;
    private final Consumer<String> silent;
    private final TcpState state = new TcpState();
    private boolean told;

    /** {@code factor} is KISTSockBufSizeFactor; {@code silent} takes the reason why the kernel tells nothing. */
    KernelLimit(double factor, Consumer<String> silent) {
        this.factor = factor;
        this.silent = silent;
    }

    @Override
    public long bytes(SchedulableChannel channel) {
        if (channel.tcpState(state)) {
            return bytes(state, channel.bytesQueued(), factor);
        }
        if (!told) {
            told = true;
            silent.accept(state.why);
        }
        return Allotment.UNLIMITED;
    }

    /**
     * The limit for a socket in {@code state} with {@code outbuf} bytes before it; never negative. A socket with nothing
     * on its way may always have a cell: its window grows only by what it sends, and after a loss two windows of tiny
     * segments are less than one cell.
     */
    static long bytes(TcpState state, int outbuf, double factor) {
        boolean idle = state.unacked == 0 && state.notSent == 0 && outbuf == 0;
        return Math.max(idle ? Allotment.CELL : 0, formula(state, outbuf, factor));
    }

    private static long formula(TcpState state, int outbuf, double factor) {
        long window = (long) state.cwnd * state.mss;
        long sendable = (long) Math.max(0, state.cwnd - state.unacked) * state.mss;
        long extra = (long) Math.min(window * factor, MOST_EXTRA);
        return sendable + extra - state.notSent - outbuf;
    }
}
