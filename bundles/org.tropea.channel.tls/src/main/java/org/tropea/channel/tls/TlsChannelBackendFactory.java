package org.tropea.channel.tls;

import java.time.Clock;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.LocalFault;

/** Channels over OR connections with the link handshake of tor-spec 4, link protocols 4 and 5. Any thread. */
@Component(property = ChannelBackendFactory.NAME + "=tls")
public final class TlsChannelBackendFactory implements ChannelBackendFactory {
    private final InstantSource clock;

    /** With the system's clock, against which certificates are checked. */
    @Activate
    public TlsChannelBackendFactory() {
        this(Clock.systemUTC());
    }

    TlsChannelBackendFactory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ChannelBackend connect(ChannelTarget target, Channel channel) throws LocalFault {
        TlsChannelBackend backend = new TlsChannelBackend(channel, target, clock);
        backend.dialFirst();
        return backend;
    }

    @Override
    public ChannelBackend accept(CellLink link, Channel channel) {
        TlsChannelBackend backend = new TlsChannelBackend(channel, null, clock);
        link.events(backend);
        backend.accepted(link);
        return backend;
    }
}
