package org.tropea.net.policy;

import java.util.List;
import org.tropea.net.option.Addresses;

/** A network: an address, zero behind its leading bits. The array must not be changed. */
record Network(byte[] address, int bits) {
    static final Network ALL_IPV4 = new Network(new byte[4], 0);
    static final Network ALL_IPV6 = new Network(new byte[16], 0);

    /** The networks of "private". All authorities must use the same list when they summarise policies. */
    static final List<Network> PRIVATE = List.of(
            ipv4("0.0.0.0", 8),
            ipv4("169.254.0.0", 16),
            ipv4("127.0.0.0", 8),
            ipv4("192.168.0.0", 16),
            ipv4("10.0.0.0", 8),
            ipv4("172.16.0.0", 12),
            ipv6("::", 8),
            ipv6("fc00::", 7),
            ipv6("fe80::", 10),
            ipv6("fec0::", 10),
            ipv6("ff00::", 8),
            ipv6("::", 127));

    static Network of(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - i * 8));
            masked[i] &= (byte) (0xff00 >> kept);
        }
        return new Network(masked, bits);
    }

    private static Network ipv4(String text, int bits) {
        return of(Addresses.ipv4(text), bits);
    }

    private static Network ipv6(String text, int bits) {
        return of(Addresses.ipv6(text), bits);
    }
}
