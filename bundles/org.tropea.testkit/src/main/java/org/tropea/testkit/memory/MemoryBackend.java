package org.tropea.testkit.memory;

import java.net.SocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;

/**
 * One end of a channel in memory. Belongs to its channel's loop; what the other end does comes as a command posted there.
 * States: OPENING until {@link #join}, OPEN, closed from either by {@link #close} or by the other end.
 */
final class MemoryBackend extends ChannelBackend {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBackend.class);
    private static final int LINK_PROTOCOL = 5;

    private final Channel channel;
    private final SocketAddress remote;
    private final CellRing in = new CellRing();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final Runnable take = this::take;
    private final Runnable roomAgain = this::roomAgain;
    private MemoryBackend other;
    private long cellsIn;
    private boolean closed;

    /** An end for {@code channel}, whose peer can be reached at {@code remote} by other means. */
    MemoryBackend(Channel channel, SocketAddress remote) {
        this.channel = channel;
        this.remote = remote;
    }

    /** The other end is {@code end}, of the router {@code peer}: open from now on. */
    void join(MemoryBackend end, PeerIdentity peer) {
        other = end;
        if (closed) {
            other.post(other::otherClosed);
        } else {
            channel.opened(peer, LINK_PROTOCOL);
        }
    }

    // Cells out

    @Override
    public int room() {
        return other == null || closed ? 0 : other.in.room();
    }

    @Override
    public void write(byte[] cell) {
        other.in.put(cell);
    }

    @Override
    public void flush() {
        if (other != null && other.in.waiting() > 0 && other.taking.compareAndSet(false, true)) {
            other.post(other.take);
        }
    }

    // Cells in

    private void take() {
        taking.set(false);
        int waiting = in.waiting();
        try {
            for (int i = 0; i < waiting && !closed; i++) {
                channel.cellIn(in.first(), 0);
                in.drop();
                cellsIn++;
            }
        } catch (RuntimeException bug) {
            close(CloseCause.BUG);
            throw bug;
        }
        other.post(other.roomAgain);
    }

    private void roomAgain() {
        if (!closed) {
            channel.writable();
        }
    }

    // The end

    @Override
    public void close(CloseCause cause) {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        if (other != null) {
            other.post(other::otherClosed);
        }
        post(() -> gone(cause));
    }

    private void otherClosed() {
        end(CloseCause.PEER_CLOSED);
    }

    /** It is over without a word to the other end: there is none, or it was the one that closed. */
    void end(CloseCause cause) {
        if (!closed) {
            closed = true;
            gone(cause);
        }
    }

    private void gone(CloseCause cause) {
        LOG.info(
                "Channel in memory of {} closed: {}; cells that came in: {}",
                channel.router().name(),
                cause,
                cellsIn);
        channel.closed(cause);
    }

    /** Runs {@code command} in this end's loop; any thread. */
    void post(Runnable command) {
        try {
            channel.loop().execute(command);
        } catch (RejectedExecutionException stopped) {
            // The loop of a router that is gone: it closed this end before.
        }
    }

    // What the channel asks

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public boolean canonical() {
        return true;
    }

    @Override
    public int bytesQueued() {
        return 0;
    }

    @Override
    public String describe() {
        return other == null ? "reaching the other router" : "in memory";
    }
}
