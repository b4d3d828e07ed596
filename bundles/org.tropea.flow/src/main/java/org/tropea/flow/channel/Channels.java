package org.tropea.flow.channel;

import org.osgi.annotation.versioning.ProviderType;

/** One router's channels, as connection types see them. */
@ProviderType
public interface Channels {
    /**
     * A peer connected and speaks cells over {@code link}: makes a channel with the chosen backend and sets the link's
     * events. In the link's loop. The link is closed when there is no backend.
     */
    void incoming(CellLink link);
}
