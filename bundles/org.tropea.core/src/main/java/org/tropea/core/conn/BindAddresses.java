package org.tropea.core.conn;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

/**
 * From which addresses to connect: OutboundBindAddressExit for exit connections, OutboundBindAddressOR for all others,
 * OutboundBindAddress where these say nothing; one each for IPv4 and IPv6. Immutable; any thread.
 */
final class BindAddresses {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String EXIT = "exit";

    private final List<InetAddress> exit;
    private final List<InetAddress> or;
    private final List<InetAddress> any;

    BindAddresses(Options options) {
        exit = parse(options, "OutboundBindAddressExit");
        or = parse(options, "OutboundBindAddressOR");
        any = parse(options, "OutboundBindAddress");
    }

    /** The address, with port 0, from which a connection of {@code type} to {@code remote} starts; null: any. */
    SocketAddress local(String type, SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return null;
        }
        Class<?> family = inet.getAddress().getClass();
        InetAddress own = first(type.equals(EXIT) ? exit : or, family);
        InetAddress address = own == null ? first(any, family) : own;
        return address == null ? null : new InetSocketAddress(address, 0);
    }

    private static InetAddress first(List<InetAddress> addresses, Class<?> family) {
        return addresses.stream().filter(family::isInstance).findFirst().orElse(null);
    }

    private static List<InetAddress> parse(Options options, String name) {
        List<InetAddress> addresses =
                options.texts(name).stream().map(text -> parse(name, text)).toList();
        boolean twice = addresses.stream()
                                .filter(Inet4Address.class::isInstance)
                                .count()
                        > 1
                || addresses.stream().filter(Inet6Address.class::isInstance).count() > 1;
        if (twice) {
            throw new OptionFault(name, null, "at most one IPv4 and one IPv6 address");
        }
        return addresses;
    }

    private static InetAddress parse(String name, String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            if (ADDRESS.matcher(bare).matches()) {
                return InetAddress.getByName(bare);
            }
        } catch (UnknownHostException malformed) {
            // Told below, with what is accepted.
        }
        throw new OptionFault(name, text, "an IPv4 or IPv6 address");
    }
}
