package org.tropea.router;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;

/** The ORPort lines of one configuration: what to bind, and what to advertise of it. */
final class OrPorts {
    private OrPorts() {}

    /** Listens on every ORPort line and returns what may be advertised of them, IPv4 first. */
    static List<InetSocketAddress> open(Options options, Connections connections) throws LocalFault {
        List<InetSocketAddress> advertised = new ArrayList<>();
        for (PortLine line : options.ports("ORPort")) {
            int port = line.port();
            for (InetAddress host : line.listens() ? hosts(line) : List.<InetAddress>of()) {
                int wanted = port == PortLine.AUTO ? 0 : port;
                port = ((InetSocketAddress) connections.listen("or", new InetSocketAddress(host, wanted))).getPort();
            }
            if (line.advertised() && port > 0) {
                advertise(options, line, port, advertised);
            }
        }
        advertised.sort(Comparator.comparing(address -> address.getAddress().getAddress().length));
        return List.copyOf(advertised);
    }

    private static void advertise(Options options, PortLine line, int port, List<InetSocketAddress> advertised)
            throws LocalFault {
        boolean ipv4 = line.ipv4();
        Optional<InetAddress> main = ipv4 ? address(options, line, false) : Optional.empty();
        main.ifPresent(host -> advertised.add(new InetSocketAddress(host, port)));
        Optional<InetAddress> other = !line.ipv6()
                ? Optional.empty()
                : ipv4 ? named(options, true) : address(options, line, true); // a bare port: IPv6 by Address only
        other.ifPresent(host -> advertised.add(new InetSocketAddress(host, port)));
    }

    private static List<InetAddress> hosts(PortLine line) throws LocalFault {
        try {
            return switch (line.kind()) {
                case INET, INET6 -> List.of(InetAddress.getByName(line.host()));
                case PORT -> List.of(InetAddress.getByName(line.has("IPv6Only") ? "::" : "0.0.0.0"));
                case UNIX ->
                    throw new LocalFault("ORPort unix:" + line.host() + ": accepted are IP addresses and ports");
            };
        } catch (UnknownHostException e) {
            throw new LocalFault("ORPort " + line.host() + ": not an address of this host", e);
        }
    }

    /** The address to advertise for {@code line}: Address, else the line's own, else an interface's. */
    private static Optional<InetAddress> address(Options options, PortLine line, boolean ipv6) throws LocalFault {
        Optional<InetAddress> named = named(options, ipv6);
        if (named.isPresent() || line.kind() == PortLine.Kind.PORT) {
            return named.isPresent() ? named : interfaceAddress(ipv6);
        }
        InetAddress own = resolve(line.host());
        return own.isAnyLocalAddress() ? interfaceAddress(ipv6) : Optional.of(own);
    }

    /** The first Address line of that family. */
    private static Optional<InetAddress> named(Options options, boolean ipv6) throws LocalFault {
        for (String text : options.texts("Address")) {
            InetAddress named = resolve(text);
            if (named instanceof Inet4Address != ipv6) {
                return Optional.of(named);
            }
        }
        return Optional.empty();
    }

    private static InetAddress resolve(String text) throws LocalFault {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new LocalFault(
                    "Address " + text + ": cannot be resolved; accepted is an IP address or a host name", e);
        }
    }

    private static Optional<InetAddress> interfaceAddress(boolean ipv6) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(host -> host instanceof Inet4Address != ipv6)
                    .filter(host -> !host.isLoopbackAddress() && !host.isLinkLocalAddress())
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}
