package org.tropea.flow.channel;

import org.tropea.flow.fault.LocalFault;

/**
 * A kind of channel: a stateless factory in the service registry, with its name as the property {@link #NAME}. Its
 * products belong to one channel each.
 */
public interface ChannelBackendFactory {
    /** The service property that names the backend: {@code tls}. */
    String NAME = "tropea.channel.backend";

    /** Starts to reach {@code target} for {@code channel}; in the channel's loop. The outcome goes to the channel. */
    ChannelBackend connect(ChannelTarget target, Channel channel) throws LocalFault;

    /** Answers the peer at the other end of {@code link} for {@code channel}; in the channel's loop. */
    ChannelBackend accept(CellLink link, Channel channel);
}
