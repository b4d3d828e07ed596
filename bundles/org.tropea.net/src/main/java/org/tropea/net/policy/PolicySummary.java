package org.tropea.net.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A policy of one address family reduced to ports, as authorities and {@code ipv6-policy} lines do (dir-spec 3.8.2): a
 * port is accepted when it is accepted everywhere but in private networks and a small part of the address space.
 */
final class PolicySummary {
    private static final int PORTS = 65536;
    private static final int LONGEST = 1000;

    private final boolean ipv6;
    private final long[] rejected = new long[PORTS];
    private final boolean[] accepted = new boolean[PORTS];

    private PolicySummary(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    static String of(PolicyRule[] rules, boolean ipv6) {
        PolicySummary summary = new PolicySummary(ipv6);
        for (PolicyRule rule : rules) {
            if (rule.ipv6() == ipv6) {
                summary.add(rule);
            }
        }
        return summary.text();
    }

    private void add(PolicyRule rule) {
        if (rule.accept() && rule.bits() == 0) {
            accept(rule);
        } else if (!rule.accept() && !isPrivate(rule)) {
            reject(rule, addresses(rule.bits()));
        }
    }

    private void accept(PolicyRule rule) {
        long most = ipv6 ? 1L << 48 : 1L << 25;
        for (int port = rule.firstPort(); port <= rule.lastPort(); port++) {
            accepted[port] |= rejected[port] <= most;
        }
    }

    private void reject(PolicyRule rule, long addresses) {
        for (int port = rule.firstPort(); port <= rule.lastPort(); port++) {
            long sum = rejected[port] + addresses;
            rejected[port] = sum < 0 ? Long.MAX_VALUE : sum;
        }
    }

    /** IPv4 addresses, or IPv6 networks of 64 bits; smaller IPv6 networks count as nothing. */
    private long addresses(int bits) {
        int free = (ipv6 ? 64 : 32) - bits;
        return free < 0 ? 0 : free >= 63 ? Long.MAX_VALUE : 1L << free;
    }

    private static boolean isPrivate(PolicyRule rule) {
        for (Network network : Network.PRIVATE) {
            if (network.bits() == rule.bits() && Arrays.equals(network.address(), rule.network())) {
                return true;
            }
        }
        return false;
    }

    private String text() {
        String accepts = ranges(true);
        String rejects = ranges(false);
        if (accepts.isEmpty()) {
            return "reject 1-65535";
        }
        if (rejects.isEmpty()) {
            return "accept 1-65535";
        }
        int room = LONGEST - "accept ".length();
        if (accepts.length() > room && rejects.length() > room) {
            return "accept " + accepts.substring(0, accepts.lastIndexOf(',', room));
        }
        return rejects.length() < accepts.length() ? "reject " + rejects : "accept " + accepts;
    }

    private String ranges(boolean wanted) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int port = 1; port <= PORTS; port++) {
            boolean in = port < PORTS && accepted[port] == wanted;
            if (in && first == 0) {
                first = port;
            } else if (!in && first != 0) {
                ranges.add(first == port - 1 ? Integer.toString(first) : first + "-" + (port - 1));
                first = 0;
            }
        }
        return String.join(",", ranges);
    }
}
