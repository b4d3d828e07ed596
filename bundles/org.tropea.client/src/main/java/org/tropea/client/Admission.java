package org.tropea.client;

import java.net.InetAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.Begin;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryFlag;
import org.tropea.net.option.EntryPort;

/**
 * The first look at a request, by whichever port it came: hosts are mapped, what this side can answer is answered, what must not leave it is refused
 * (path-spec 3; C tor's order). Made for one request, in its loop; its own answers come in a later turn.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final int VIRTUAL_TTL = 60;

    private final LoopClient client;
    private final AddressMap addresses;
    private final EntryRequest request;
    private final EntryHandler handler;
    private boolean cancelled;

    Admission(LoopClient client, AddressMap addresses, EntryRequest request, EntryHandler handler) {
        this.client = client;
        this.addresses = addresses;
        this.request = request;
        this.handler = handler;
    }

    EntryStreams.Attempt admit() {
        String forbidden = EntryRules.forbids(request);
        if (forbidden != null) {
            return refuse(EntryReason.ENTRYPOLICY, forbidden);
        }
        return switch (request.kind()) {
            case RESOLVE -> resolve();
            case RESOLVE_PTR -> reverse();
            case CONNECT -> forward(addresses.rewrite(request.host()));
        };
    }

    private EntryStreams.Attempt resolve() {
        String host = addresses.rewrite(request.host());
        InetAddress literal = Target.address(host);
        if (literal != null) {
            return answer(new EntryAnswer(literal, null, VIRTUAL_TTL));
        }
        if (EntryRules.isOnion(host)) {
            return forward(host);
        }
        if (addresses.automaps(host)) {
            InetAddress virtual = addresses.virtual(host, wantsVirtualIpv6());
            return virtual == null
                    ? refuse(EntryReason.CANT_ATTACH, "no virtual address is left for " + host)
                    : answer(new EntryAnswer(virtual, null, VIRTUAL_TTL));
        }
        return forward(host);
    }

    /** As C tor: only where the program can take an IPv6 address. */
    private boolean wantsVirtualIpv6() {
        EntryPort port = request.source().port();
        return port.has(EntryFlag.PREFER_IPV6_AUTOMAP)
                && port.has(EntryFlag.IPV6_TRAFFIC)
                && !port.option().equals(EntryPort.DNS)
                && !"socks4".equals(request.source().protocol());
    }

    private EntryStreams.Attempt reverse() {
        InetAddress address = ReverseName.address(request.host());
        String name = address == null ? null : addresses.name(address);
        if (name != null) {
            return answer(new EntryAnswer(null, name, VIRTUAL_TTL));
        }
        boolean internal = address != null && Addresses.isInternal(address);
        if (internal && client.options().rejectInternalAnswers()) {
            return refuse(EndReason.RESOLVEFAILED, "nobody elsewhere knows a name of " + request.host());
        }
        return forward(address == null ? request.host() : ReverseName.of(address));
    }

    private EntryStreams.Attempt forward(String mapped) {
        String exit = EntryRules.exitOf(mapped);
        String host = EntryRules.withoutExit(mapped, exit);
        String forbidden = EntryRules.forbids(request, host);
        if (forbidden != null) {
            return refuse(EntryReason.ENTRYPOLICY, forbidden);
        } else if (EntryRules.isOnion(host)) {
            return refuse(EntryReason.ONION, "this version has no onion services: " + host + " cannot be reached");
        }
        EntryStreams.Attempt refused = request.kind() == EntryRequest.Kind.CONNECT ? refused(host, exit) : null;
        return refused != null ? refused : client.add(target(host, exit), request, beginFlags(), handler);
    }

    /** Refuses what no exit is to be asked to connect to; null when one may be. */
    private EntryStreams.Attempt refused(String host, String exit) {
        InetAddress address = Target.address(host);
        if (address != null && addresses.isVirtual(address)) {
            return refuse(EntryReason.CANT_ATTACH, host + " is a virtual address without a name behind it");
        } else if (exit != null) {
            return null; // what is internal and what may be read is this exit's own affair
        } else if (EntryRules.isInternal(host, address) && client.options().rejectInternal()) {
            return refuse(EntryReason.PRIVATE_ADDR, host + " is an internal address: no exit connects to it");
        }
        return refusedPlaintext();
    }

    private EntryStreams.Attempt refusedPlaintext() {
        int port = request.port();
        boolean rejects = client.options().rejectedPorts().contains(port);
        if (client.options().warnedPorts().contains(port)) {
            LOG.warn(
                    "A program asks for port {}, which mostly takes what everybody on the way can read: send nothing"
                            + " there that exits may not see.{}",
                    port,
                    rejects ? " Refused by RejectPlaintextPorts" : "");
        }
        return rejects ? refuse(EntryReason.ENTRYPOLICY, "RejectPlaintextPorts has port " + port) : null;
    }

    private Target target(String host, String exit) {
        boolean mayTrack = exit == null && request.kind() != EntryRequest.Kind.RESOLVE_PTR;
        String tracked = mayTrack ? addresses.exit(host, client.now()) : null;
        return Target.of(request, host, tracked == null ? exit : tracked, tracked != null);
    }

    private int beginFlags() {
        EntryPort port = request.source().port();
        return (port.has(EntryFlag.IPV6_TRAFFIC) ? Begin.IPV6_OK : 0)
                | (port.has(EntryFlag.IPV4_TRAFFIC) ? 0 : Begin.IPV4_NOT_OK)
                | (port.has(EntryFlag.PREFER_IPV6) ? Begin.IPV6_PREFERRED : 0);
    }

    private EntryStreams.Attempt answer(EntryAnswer answer) {
        return later(() -> handler.resolved(List.of(answer)));
    }

    private EntryStreams.Attempt refuse(int reason, String why) {
        return later(() -> handler.failed(reason, why));
    }

    private EntryStreams.Attempt later(Runnable told) {
        client.loop().execute(() -> {
            if (!cancelled) {
                told.run();
            }
        });
        return () -> cancelled = true;
    }
}
