package org.tropea.itests.direct;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryHost;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryFlag;

/** Fulfils every request that its port allows in a later turn, as if an exit had. In any loop of the router. */
final class DirectStreams implements EntryStreams {
    private static final Logger LOG = LoggerFactory.getLogger(DirectStreams.class);
    private static final int TTL = 300;

    private final RouterScope router;

    DirectStreams(RouterScope router) {
        this.router = router;
    }

    @Override
    public Attempt open(EntryRequest request, EntryHandler handler, EventLoop loop) {
        LOG.info("Asked for {}", text(request));
        boolean[] cancelled = new boolean[1];
        loop.execute(() -> {
            if (!cancelled[0]) {
                answer(request, handler, loop);
            }
        });
        return () -> cancelled[0] = true;
    }

    /** {@code CONNECT example.test 80 by socks5}, and who said to be whom. */
    static String text(EntryRequest request) {
        String user = request.source().user();
        return request.kind() + " " + request.host() + " " + request.port() + " by "
                + request.source().protocol()
                + (user == null ? "" : " as " + user + ":" + request.source().password());
    }

    private void answer(EntryRequest request, EntryHandler handler, EventLoop loop) {
        if (!request.source().port().has(needed(request))) {
            handler.failed(
                    EntryReason.ENTRYPOLICY, "the port has No" + needed(request).word());
        } else if (request.host().endsWith("refused.test")) {
            handler.failed(EndReason.CONNECTREFUSED, "refused");
        } else if (request.host().endsWith("nowhere.test")) {
            handler.failed(EndReason.RESOLVEFAILED, "no such name");
        } else if (request.kind() == EntryRequest.Kind.RESOLVE_PTR) {
            handler.resolved(List.of(new EntryAnswer(null, "host.test", TTL)));
        } else if (request.kind() == EntryRequest.Kind.RESOLVE) {
            handler.resolved(List.of(
                    new EntryAnswer(Addresses.parse("192.0.2.7"), null, TTL),
                    new EntryAnswer(Addresses.parse("2001:db8::7"), null, TTL)));
        } else {
            WebServer server = new WebServer(router, loop, handler, text(request));
            handler.connected(server, null, 0);
        }
    }

    private static EntryFlag needed(EntryRequest request) {
        if (request.kind() != EntryRequest.Kind.CONNECT || !EntryHost.isAddress(request.host())) {
            return EntryFlag.DNS_REQUEST;
        }
        return Addresses.ipv4(request.host()) != null ? EntryFlag.IPV4_TRAFFIC : EntryFlag.IPV6_TRAFFIC;
    }
}
