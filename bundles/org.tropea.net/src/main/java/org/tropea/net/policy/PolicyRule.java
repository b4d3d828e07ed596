package org.tropea.net.policy;

import org.tropea.net.option.Addresses;

/**
 * One rule of a policy: accept or reject a range of ports at a network of one address family. Immutable; any thread.
 * The array is not copied and must not be changed.
 *
 * @param accept whether what matches is accepted
 * @param network the network's address, 4 or 16 bytes, zero behind the mask
 * @param bits how many leading bits count
 * @param firstPort the lowest port, at least 1
 * @param lastPort the highest port, at most 65535
 */
record PolicyRule(boolean accept, byte[] network, int bits, int firstPort, int lastPort) {

    boolean ipv6() {
        return network.length == 16;
    }

    /** Whether the rule is about this address, whose bytes begin at an offset, and this port. */
    boolean matches(byte[] address, int offset, int length, int port) {
        return length == network.length
                && port >= firstPort
                && port <= lastPort
                && samePrefix(network, address, offset, bits);
    }

    /** Whether whatever the other rule matches, this one matches too. */
    boolean covers(PolicyRule other) {
        return bits <= other.bits
                && firstPort <= other.firstPort
                && lastPort >= other.lastPort
                && sameNetwork(other, bits);
    }

    /** Whether something matches both. */
    boolean intersects(PolicyRule other) {
        return firstPort <= other.lastPort
                && other.firstPort <= lastPort
                && sameNetwork(other, Math.min(bits, other.bits));
    }

    boolean everyPort() {
        return firstPort == 1 && lastPort == 65535;
    }

    /** The line of a descriptor (dir-spec 2.1.1): IPv6 rules begin with accept6 or reject6. */
    @Override
    public String toString() {
        String verb = (accept ? "accept" : "reject") + (ipv6() ? "6 " : " ");
        return verb + where() + ":" + ports();
    }

    boolean sameNetwork(PolicyRule other, int prefix) {
        return network.length == other.network.length && samePrefix(network, other.network, 0, prefix);
    }

    private String where() {
        if (bits == 0) {
            return "*";
        }
        return Addresses.text(Addresses.of(network)) + (bits == network.length * 8 ? "" : "/" + bits);
    }

    private String ports() {
        if (everyPort()) {
            return "*";
        }
        return firstPort == lastPort ? Integer.toString(firstPort) : firstPort + "-" + lastPort;
    }

    private static boolean samePrefix(byte[] network, byte[] address, int offset, int bits) {
        int whole = bits >> 3;
        for (int i = 0; i < whole; i++) {
            if (network[i] != address[offset + i]) {
                return false;
            }
        }
        int rest = bits & 7;
        return rest == 0 || ((network[whole] ^ address[offset + whole]) & 0xff00 >> rest & 0xff) == 0;
    }
}
