package org.tropea.core.channel;

import java.util.Map;
import org.tropea.core.scheduler.ScheduledChannel;
import org.tropea.flow.loop.TcpState;

/** A channel as the scheduler sees it. */
final class ChannelPort extends ScheduledChannel {
    private final RelayChannel channel;

    ChannelPort(RelayChannel channel) {
        this.channel = channel;
    }

    @Override
    public long id() {
        return channel.id();
    }

    @Override
    public int cells() {
        return channel.mux().sendable();
    }

    @Override
    public int room() {
        return channel.room();
    }

    @Override
    public double rank() {
        return channel.mux().rank();
    }

    @Override
    protected int move(int cells) {
        return channel.flush(cells);
    }

    @Override
    public Map<String, Object> properties() {
        return channel.properties();
    }

    @Override
    public int bytesQueued() {
        return channel.bytesQueued();
    }

    @Override
    public boolean canPick() {
        return channel.mux().policy() != null;
    }

    @Override
    public boolean tcpState(TcpState into) {
        return channel.tcpState(into);
    }

    @Override
    public void flushBackend() {
        channel.flushBackend();
    }
}
