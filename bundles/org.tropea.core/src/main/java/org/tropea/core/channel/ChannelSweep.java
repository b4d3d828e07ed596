package org.tropea.core.channel;

import java.util.List;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;

/** What is done once a second for all channels of one loop: idle ones close, one may move. Touched only by that loop. */
final class ChannelSweep {
    private static final long SECOND = 1_000_000_000L;
    /** A backend ends its own handshake in time; this is for one that does not. */
    private static final long OPENING_LIMIT = 300 * SECOND;

    /** A channel that was opened to see whether it opens stays so long, in ns, for a circuit to use it. */
    static final long PROBE_IDLE = 20 * SECOND;

    private final ChannelTable table;
    private final ChannelMover mover;
    private EventLoop.Timer timer;

    /** Begins; {@code mover} is null where there is one loop. */
    ChannelSweep(ChannelTable table, ChannelMover mover) {
        this.table = table;
        this.mover = mover;
        again();
    }

    private void again() {
        timer = table.loop().schedule(SECOND, this::sweep);
    }

    private void sweep() {
        again();
        long now = table.loop().now();
        for (RelayChannel channel : List.copyOf(table.channels())) {
            if (channel.isIdle(now)) {
                channel.close(CloseCause.IDLE);
            } else if (channel.state() == ChannelState.OPENING && now - channel.createdAt() > OPENING_LIMIT) {
                channel.close(CloseCause.HANDSHAKE_TIMEOUT);
            }
        }
        if (mover != null) {
            mover.second();
        }
    }

    void stop() {
        timer.cancel();
    }
}
