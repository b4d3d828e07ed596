package org.tropea.client;

import java.net.InetAddress;
import java.util.random.RandomGenerator;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.OptionFault;

/** The network of VirtualAddrNetworkIPv4 or VirtualAddrNetworkIPv6, from which names get addresses. Immutable. */
final class VirtualNetwork {
    private static final int BITS_MOST = 104;

    private final byte[] network;
    private final int bits;

    VirtualNetwork(String option, String text, int length) {
        int slash = text.lastIndexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] address = length == 4 ? Addresses.ipv4(host) : Addresses.ipv6(host);
        String digits = slash < 0 ? "" : text.substring(slash + 1);
        int most = length == 4 ? 16 : BITS_MOST;
        if (address == null
                || address.length != length
                || !digits.matches("\\d{1,3}")
                || Integer.parseInt(digits) > most) {
            throw new OptionFault(
                    option, text, "an " + (length == 4 ? "IPv4" : "IPv6") + " network with a mask of at most " + most);
        }
        network = address;
        bits = Integer.parseInt(digits);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean inside = bytes.length == network.length;
        for (int bit = 0; inside && bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            inside = (bytes[bit >> 3] & mask) == (network[bit >> 3] & mask);
        }
        return inside;
    }

    /** Any address of it but those that end in 0 or 255, which some programs take for a network's own. */
    InetAddress any(RandomGenerator random) {
        byte[] bytes = new byte[network.length];
        random.nextBytes(bytes);
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            bytes[bit >> 3] = (byte) (bytes[bit >> 3] & ~mask | network[bit >> 3] & mask);
        }
        int last = bytes[bytes.length - 1] & 0xff;
        bytes[bytes.length - 1] = (byte) (last == 0 || last == 0xff ? 1 : last);
        return Addresses.of(bytes);
    }
}
