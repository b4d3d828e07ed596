package org.tropea.flow.channel;

import java.net.SocketAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.fault.CloseCause;

/** Finds out which relays can be reached: a part of a router's scope, which the pipeline brings. Any thread. */
@ProviderType
public interface Probes {
    /**
     * Begins a new channel to {@code target}, also where there is one already, and returns at once; listeners hear how it
     * went. The channel is an ordinary one, but closes soon when no circuit uses it.
     */
    void probe(ChannelTarget target);

    /** From now on {@code listener} hears of every channel of this router, probe or not; closing the answer ends it. */
    Listening listen(Listener listener);

    /** Who hears of channels; called in the channels' loops: it takes note and returns. */
    interface Listener {
        /**
         * A channel is open, and {@code peer} has proven to be who it is.
         *
         * @param remote the address of the socket, as dialled where {@code initiator}
         * @param initiator whether this end started it: only then {@code remote} is where the peer listens
         */
        void opened(PeerIdentity peer, SocketAddress remote, boolean initiator);

        /** A channel that this end started to {@code target} never opened, because of {@code cause}. */
        void failed(ChannelTarget target, CloseCause cause);
    }

    /** Somebody listens. */
    @FunctionalInterface
    interface Listening extends AutoCloseable {
        /** Ends it; harmless when ended. */
        @Override
        void close();
    }
}
