package org.tropea.flow.channel;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.loop.EventLoop;

/** One router's channels, as connection types see them. */
@ProviderType
public interface Channels {
    /**
     * A peer connected and speaks cells over {@code link}: makes a channel with the chosen backend and sets the link's
     * events. In the link's loop. The link is closed when there is no backend.
     */
    void incoming(CellLink link);

    /**
     * A peer reached this router by {@code maker} itself, without a link: makes a channel in {@code loop}, from that
     * loop, with the backend that {@code accept} makes for it, and returns that backend, whose handshake may begin then.
     * Returns null, and makes no channel, when {@code maker} may not be used here (any more) or the router closes.
     */
    default <B extends ChannelBackend> B incoming(
            EventLoop loop, ChannelBackendFactory maker, Function<Channel, B> accept) {
        return null;
    }
}
