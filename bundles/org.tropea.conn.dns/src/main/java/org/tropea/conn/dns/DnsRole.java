package org.tropea.conn.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryPlaces;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;
import org.tropea.net.policy.AddressPolicy;

/**
 * The UDP sockets of one router's DNSPort lines, all in its first loop. OPEN from {@link #start} to {@link #close}; a
 * reload closes those whose lines are gone and opens new ones. Framework threads.
 */
final class DnsRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(DnsRole.class);
    private static final long ANSWER_SECONDS = 10;
    /** Below the numbers of other ports' own session groups. */
    private static final int FIRST_GROUP = -10_000;

    private final RouterScope router;
    private final EventLoop loop;
    private final Map<EntryPlaces.Place, DnsSocket> open = new HashMap<>();
    private int nextGroup = FIRST_GROUP;

    private DnsRole(RouterScope router) {
        this.router = router;
        this.loop = router.part(LoopGroup.class).loops().get(0);
    }

    /** Opens the sockets; a fault leaves none open. */
    static DnsRole start(RouterScope router) throws LocalFault {
        DnsRole role = new DnsRole(router);
        try {
            role.apply();
        } catch (LocalFault fault) {
            role.close();
            throw fault;
        }
        return role;
    }

    @Override
    public synchronized void reloaded() {
        try {
            apply();
        } catch (LocalFault fault) {
            LOG.error("{}", fault.getMessage());
        }
    }

    private synchronized void apply() throws LocalFault {
        Map<EntryPlaces.Place, EntryPort> wanted = EntryPlaces.of(router.options(), EntryPort.DNS);
        AddressPolicy clients = EntryPlaces.clients(router.options());
        for (EntryPlaces.Place place : Map.copyOf(open).keySet()) {
            if (!wanted.containsKey(place)) {
                DnsSocket gone = open.remove(place);
                loop.execute(gone::close);
            }
        }
        for (Map.Entry<EntryPlaces.Place, EntryPort> each : wanted.entrySet()) {
            DnsSocket there = open.get(each.getKey());
            if (there == null) {
                EntryListener listener = new EntryListener(each.getValue().orGroup(nextGroup--), clients);
                open.put(each.getKey(), bind(each.getKey(), listener));
            } else {
                int group = there.listener().port().sessionGroup();
                there.listener().update(each.getValue().orGroup(group), clients);
            }
        }
    }

    private DnsSocket bind(EntryPlaces.Place place, EntryListener listener) throws LocalFault {
        CompletableFuture<DnsSocket> bound = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                bound.complete(DnsSocket.bind((InetSocketAddress) place.toBind(), listener, router, loop));
            } catch (IOException | RuntimeException fault) {
                bound.completeExceptionally(fault);
            }
        });
        try {
            DnsSocket socket = bound.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
            LOG.info("Answering DNS questions on {}", socket.local());
            return socket;
        } catch (RuntimeException fault) {
            Throwable why = fault.getCause() == null ? fault : fault.getCause();
            throw new LocalFault(listener.port() + ": " + why.getMessage(), fault);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(socket -> loop.execute(socket::close));
        open.clear();
    }
}
