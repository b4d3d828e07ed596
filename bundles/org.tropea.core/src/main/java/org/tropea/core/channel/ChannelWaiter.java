package org.tropea.core.channel;

import org.tropea.flow.fault.CloseCause;

/** Waits for a channel to another relay; called at most once, in the channel's loop. */
public interface ChannelWaiter {
    /** {@code channel} leads to the relay asked for and is open. */
    void opened(RelayChannel channel);

    /** There will be no channel, because of {@code cause}. */
    void failed(CloseCause cause);
}
