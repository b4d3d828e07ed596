package org.tropea.testkit.memory;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;

/**
 * Channels between the routers of one container, without TLS and sockets: nobody else can be at the other end, so each
 * router is who its keys say. It knows the routers by playing a role in each. In a container it is there once it is
 * configured, as a filter must say for which routers it is. Any thread.
 */
@Component(
        configurationPid = "org.tropea.testkit.memory",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            ChannelBackendFactory.NAME + "=memory",
            RoleFactory.NAME + "=memory",
        })
public final class MemoryChannels implements ChannelBackendFactory, RoleFactory {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryChannels.class);

    private final List<RouterScope> routers = new CopyOnWriteArrayList<>();

    /** It knows no router yet. */
    public MemoryChannels() {}

    /** {@code router} can be reached from now on, until the role is closed. */
    @Override
    public Role start(RouterScope router) {
        routers.add(router);
        LOG.info("Router {} can be reached in memory", router.name());
        return new Role() {
            @Override
            public void reloaded() {}

            @Override
            public void close() {
                routers.remove(router);
            }
        };
    }

    @Override
    public ChannelBackend connect(ChannelTarget target, Channel channel) throws LocalFault {
        RouterScope to = router(target.identity());
        MemoryBackend here = new MemoryBackend(channel, target.addresses().get(0));
        List<EventLoop> loops = to.part(LoopGroup.class).loops();
        EventLoop there = loops.get(channel.loop().index() % loops.size());
        try {
            there.execute(() -> join(here, channel, to, there));
        } catch (RejectedExecutionException stopped) {
            throw new LocalFault(to.name() + " has stopped", stopped);
        }
        return here;
    }

    private RouterScope router(PeerIdentity wanted) throws LocalFault {
        return routers.stream()
                .filter(router -> identity(router).matches(wanted))
                .findFirst()
                .orElseThrow(() -> new LocalFault(
                        wanted + " is no router of this container, and channels in memory lead nowhere else"));
    }

    private static PeerIdentity identity(RouterScope router) {
        RouterKeys keys = router.part(RouterKeys.class);
        return new PeerIdentity(keys.rsaId(), keys.ed25519Id());
    }

    /** In the loop {@code there} of the router that is called. */
    private void join(MemoryBackend dialler, Channel channel, RouterScope to, EventLoop there) {
        RouterScope from = channel.router();
        MemoryBackend end =
                to.part(Channels.class).incoming(there, this, incoming -> new MemoryBackend(incoming, address(from)));
        if (end == null) {
            dialler.post(() -> dialler.end(CloseCause.CONNECT_REFUSED));
        } else {
            LOG.info("Channel in memory from {} to {}", from.name(), to.name());
            dialler.post(() -> dialler.join(end, identity(to)));
            end.join(dialler, identity(from));
        }
    }

    private static InetSocketAddress address(RouterScope router) {
        List<InetSocketAddress> advertised = router.part(OrAddresses.class).advertised();
        return advertised.isEmpty() ? null : advertised.get(0);
    }

    /** Who comes over a link speaks bytes, which this backend does not: turned away. */
    @Override
    public ChannelBackend accept(CellLink link, Channel channel) {
        link.close(CloseCause.PROVIDER_GONE);
        MemoryBackend nobody = new MemoryBackend(channel, link.remote());
        nobody.close(CloseCause.PROVIDER_GONE);
        return nobody;
    }
}
