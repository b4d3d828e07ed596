package org.tropea.core.pipeline;

import java.util.function.Function;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.slot.Slot;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.loop.EventLoop;

/** One router's channels in all its loops. Immutable; each call comes in the loop that it is about. */
record RouterChannels(Function<EventLoop, ChannelTable> tables, Slot<ChannelBackendFactory> backends)
        implements Channels {
    @Override
    public void incoming(CellLink link) {
        tables.apply(link.loop()).incoming(link);
    }

    /**
     * A factory that is being withdrawn is no candidate from before its withdrawal reaches the loop: what it was let in
     * with until then is closed by the withdrawal.
     */
    @Override
    public <B extends ChannelBackend> B incoming(
            EventLoop loop, ChannelBackendFactory maker, Function<Channel, B> accept) {
        return backends.allows(maker) ? tables.apply(loop).incoming(loop, maker, accept) : null;
    }
}
