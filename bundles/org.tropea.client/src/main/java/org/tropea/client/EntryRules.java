package org.tropea.client;

import java.net.InetAddress;
import java.util.Locale;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryFlag;

/** What requests may not ask for, by their hosts and by the flags of the ports they came by. Stateless. */
final class EntryRules {
    private static final String EXIT = ".exit";

    private EntryRules() {}

    /** Why a request is refused as the program made it, whatever its host is mapped to; null when it is not. */
    static String forbids(EntryRequest request) {
        boolean connect = request.kind() == EntryRequest.Kind.CONNECT;
        if (connect && request.port() == 0) {
            return "port 0";
        } else if (isExit(request.host())) {
            return "names under .exit say nothing here";
        }
        return connect || isOnion(request.host()) ? null : without(request, EntryFlag.DNS_REQUEST);
    }

    /** Why the port's flags forbid a request that leads to {@code host} after all mapping; null when they do not. */
    static String forbids(EntryRequest request, String host) {
        if (isOnion(host)) {
            return without(request, EntryFlag.ONION_TRAFFIC);
        } else if (request.kind() != EntryRequest.Kind.CONNECT) {
            return null;
        } else if (Addresses.ipv4(host) != null) {
            return without(request, EntryFlag.IPV4_TRAFFIC);
        }
        return without(request, Addresses.ipv6(host) != null ? EntryFlag.IPV6_TRAFFIC : EntryFlag.DNS_REQUEST);
    }

    private static String without(EntryRequest request, EntryFlag flag) {
        return request.source().port().has(flag) ? null : "the port has No" + flag.word();
    }

    /** Whether the name would say which exit to take. Programs may not: a page could follow its reader by it. */
    static boolean isExit(String host) {
        return plain(host).endsWith(EXIT);
    }

    /** Of {@code HOST.EXIT.exit}, to which only MapAddress leads; null for other hosts. */
    static String exitOf(String mapped) {
        if (!mapped.toLowerCase(Locale.ROOT).endsWith(EXIT)) {
            return null;
        }
        String rest = mapped.substring(0, mapped.length() - EXIT.length());
        int dot = rest.lastIndexOf('.');
        return dot < 1 ? null : rest.substring(dot + 1);
    }

    /** {@code HOST.EXIT.exit} without what {@link #exitOf} found. */
    static String withoutExit(String mapped, String exit) {
        return exit == null ? mapped : mapped.substring(0, mapped.length() - exit.length() - EXIT.length() - 1);
    }

    static boolean isOnion(String host) {
        return plain(host).endsWith(".onion");
    }

    /** Whether host, with {@code address} if it is one, means this machine or its network (C tor's names, and theirs with a dot). */
    static boolean isInternal(String host, InetAddress address) {
        String name = plain(host);
        return address == null
                ? name.equals("localhost") || name.equals("local") || name.endsWith(".local")
                : Addresses.isInternal(address);
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
