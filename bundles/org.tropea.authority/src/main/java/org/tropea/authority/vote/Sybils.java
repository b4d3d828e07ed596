package org.tropea.authority.vote;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tropea.authority.flags.Observed;
import org.tropea.netdoc.value.Octets;

/** Too many relays at one address (AuthDirMaxServersPerAddr): the most useful stay, the others are sybils. Stateless. */
final class Sybils {
    /** Authorities before others, running before others, more bandwidth before less, then by identity. */
    private static final Comparator<Observed> MOST_USEFUL = Comparator.comparing((Observed one) -> !one.authority())
            .thenComparing(one -> !one.running())
            .thenComparing(one -> -bandwidth(one))
            .thenComparing(one -> one.descriptor().rsaIdentity());

    private Sybils() {}

    private static long bandwidth(Observed one) {
        return one.measured() >= 0 ? one.measured() : one.advertisedBandwidth();
    }

    /** The identities of the sybils among {@code relays}; {@code most} may share an address, 0: any number. */
    static Set<Octets> among(List<Observed> relays, int most) {
        Set<Octets> sybils = new HashSet<>();
        if (most > 0) {
            List<Observed> sorted = new ArrayList<>(relays);
            sorted.sort(MOST_USEFUL);
            Map<InetAddress, Integer> at = new HashMap<>();
            for (Observed one : sorted) {
                for (InetAddress address : addresses(one)) {
                    if (at.merge(address, 1, Integer::sum) > most) {
                        sybils.add(one.descriptor().rsaIdentity());
                    }
                }
            }
        }
        return sybils;
    }

    private static Set<InetAddress> addresses(Observed one) {
        Set<InetAddress> all = new HashSet<>(Set.of(one.descriptor().facts().address()));
        one.descriptor().facts().orAddresses().stream()
                .limit(1)
                .map(InetSocketAddress::getAddress)
                .forEach(all::add);
        return all;
    }
}
