package org.tropea.conn.exit;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.tropea.cell.Begin;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.Options;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.net.policy.ExitPolicy;

/**
 * What the exit of one router goes by, from one set of options: the exit policy, whether it serves IPv6, and the name
 * servers. Replaced when the options were reloaded.
 */
final class ExitRouter {
    private final WeakReference<RouterScope> scope;
    private final Options options;
    private final AddressPolicy policy;
    private final boolean ipv6;
    private final Names names;

    ExitRouter(RouterScope scope) {
        this.scope = new WeakReference<>(scope);
        this.options = scope.options();
        this.policy = ExitPolicy.of(options, advertised(scope), localAddresses(options));
        this.ipv6 = options.flag("IPv6Exit");
        this.names =
                new Names(options.path("ServerDNSResolvConfFile"), options.flag("ServerDNSAllowNonRFC953Hostnames"));
    }

    private static List<InetAddress> advertised(RouterScope scope) {
        return scope.part(OrAddresses.class).advertised().stream()
                .map(InetSocketAddress::getAddress)
                .toList();
    }

    private static List<InetAddress> localAddresses(Options options) {
        if (!options.flag("ExitPolicyRejectLocalInterfaces")) {
            return List.of();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    boolean isStale() {
        RouterScope router = scope.get();
        return router == null || router.options() != options;
    }

    boolean allows(InetAddress address, int port) {
        return policy.allows(address, port);
    }

    boolean servesIpv6() {
        return ipv6;
    }

    boolean mayUseIpv4(Begin begin) {
        return (begin.flags() & Begin.IPV4_NOT_OK) == 0;
    }

    boolean mayUseIpv6(Begin begin) {
        return ipv6 && (begin.flags() & Begin.IPV6_OK) != 0;
    }

    boolean prefersIpv6(Begin begin) {
        return mayUseIpv6(begin) && (!mayUseIpv4(begin) || (begin.flags() & Begin.IPV6_PREFERRED) != 0);
    }

    Names names() {
        return names;
    }
}
