package org.tropea.net.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tropea.net.option.OptionFault;

/**
 * An ordered list of rules about addresses and ports; the first that matches decides, and what none matches is
 * accepted. Immutable; any thread. An IPv4 address mapped into IPv6 is judged as the IPv4 address it is.
 */
public final class AddressPolicy {
    private static final AddressPolicy REJECT_ALL = parse("ExitPolicy", List.of("reject *:*"));

    private final PolicyRule[] rules;

    AddressPolicy(List<PolicyRule> rules) {
        this.rules = rules.toArray(new PolicyRule[0]);
    }

    /**
     * Reads lines in torrc's syntax, each with one rule or several between commas; nothing is added to them.
     *
     * @param option whose lines these are, for the message of an {@link OptionFault}
     */
    public static AddressPolicy parse(String option, List<String> lines) {
        return new AddressPolicy(Redundancy.removed(new PolicyParser(option).parse(lines)));
    }

    /** The policy of a relay that is no exit. */
    public static AddressPolicy rejectAll() {
        return REJECT_ALL;
    }

    /** Whether traffic may go there. Port 0 never may. */
    public boolean allows(InetAddress address, int port) {
        return allows(address.getAddress(), port);
    }

    /** The same for an address of 4 or 16 bytes; allocates nothing. */
    public boolean allows(byte[] address, int port) {
        if (port < 1 || port > 65535) {
            return false;
        }
        boolean mapped = isMapped(address);
        int offset = mapped ? 12 : 0;
        int length = mapped ? 4 : address.length;
        for (PolicyRule rule : rules) {
            if (rule.matches(address, offset, length, port)) {
                return rule.accept();
            }
        }
        return true;
    }

    /** Whether there is no IPv4, or no IPv6, destination at all that is accepted. */
    public boolean rejectsAll(boolean ipv6) {
        for (PolicyRule rule : rules) {
            if (rule.ipv6() == ipv6 && rule.accept()) {
                return false;
            }
            if (rule.ipv6() == ipv6 && rule.bits() == 0 && rule.everyPort()) {
                return true;
            }
        }
        return false;
    }

    /** The accept and reject lines of a server descriptor, which are about IPv4 only (dir-spec 2.1.1). */
    public List<String> descriptorLines() {
        return rejectsAll(false)
                ? List.of("reject *:*")
                : Stream.of(rules)
                        .filter(rule -> !rule.ipv6())
                        .map(PolicyRule::toString)
                        .toList();
    }

    /** The value of the descriptor's {@code ipv6-policy} line; empty when no IPv6 destination is accepted. */
    public Optional<String> ipv6Policy() {
        String summary = summary(true);
        return summary.equals("reject 1-65535") ? Optional.empty() : Optional.of(summary);
    }

    /** The policy reduced to ports, as "accept" or "reject" and port ranges (dir-spec 3.8.2). */
    public String summary(boolean ipv6) {
        return PolicySummary.of(rules, ipv6);
    }

    /** Every rule in order, one line each, in the syntax of descriptors. */
    @Override
    public String toString() {
        return String.join("\n", Stream.of(rules).map(PolicyRule::toString).toList());
    }

    private static boolean isMapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
