package org.tropea.authority.flags;

import java.util.List;
import org.tropea.netdoc.descriptor.PolicyLine;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.ValueFault;

/**
 * Whether a relay is useful as an exit: ports 80 and 443 in at least one network of eight bits, of which nothing was
 * rejected before (dir-spec 3.4.2, "Exit"). Stateless.
 */
final class GeneralExit {
    private static final List<String> PRIVATE =
            List.of("0.0.0.0/8", "169.254.0.0/16", "127.0.0.0/8", "192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12");
    private static final int NETWORKS = 256;
    private static final int LOCAL = 127;
    private static final int TEN = 10;

    private GeneralExit() {}

    /** Whether this policy makes one; {@code privateToo}: also by networks that are nobody's in public. */
    static boolean is(List<PolicyLine> policy, boolean privateToo) {
        return accepts(policy, 80, privateToo) && accepts(policy, 443, privateToo);
    }

    private static boolean accepts(List<PolicyLine> policy, int port, boolean privateToo) {
        boolean[] rejected = new boolean[NETWORKS];
        for (PolicyLine line : policy) {
            int colon = line.pattern().lastIndexOf(':');
            String address = line.pattern().substring(0, colon);
            if (covers(line.pattern().substring(colon + 1), port)) {
                for (String network : address.equals("private") ? PRIVATE : List.of(address)) {
                    if (touch(line.accept(), network, rejected, privateToo)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean covers(String ports, int port) {
        if (ports.equals("*")) {
            return true;
        }
        int dash = ports.indexOf('-');
        int low = Integer.parseInt(dash < 0 ? ports : ports.substring(0, dash));
        int high = dash < 0 ? low : Integer.parseInt(ports.substring(dash + 1));
        return low <= port && port <= high;
    }

    /** Answers whether the line accepts a whole network of eight bits that is untouched; rejections are noted. */
    private static boolean touch(boolean accept, String network, boolean[] rejected, boolean privateToo) {
        int bits = bits(network);
        int first = bits == 0 ? 0 : firstByte(network) & (bits < 8 ? 0xFF00 >> bits : 0xFF);
        int last = bits >= 8 ? first : first + (NETWORKS >> bits) - 1;
        for (int each = first; each <= last; each++) {
            boolean countable = !rejected[each] && (privateToo || each != 0 && each != TEN && each != LOCAL);
            if (countable && accept && bits <= 8) {
                return true;
            }
            rejected[each] |= countable && !accept;
        }
        return false;
    }

    private static int bits(String network) {
        int slash = network.indexOf('/');
        if (network.equals("*")) {
            return 0;
        }
        if (slash < 0) {
            return 32;
        }
        String mask = network.substring(slash + 1);
        return mask.indexOf('.') < 0 ? Integer.parseInt(mask) : Integer.bitCount(word(mask));
    }

    private static int firstByte(String network) {
        int slash = network.indexOf('/');
        return word(slash < 0 ? network : network.substring(0, slash)) >>> 24;
    }

    private static int word(String address) {
        try {
            int word = 0;
            for (byte b : Addresses.ipv4(address).getAddress()) {
                word = word << 8 | b & 0xFF;
            }
            return word;
        } catch (ValueFault e) {
            throw new IllegalStateException("a policy line that was checked has no address: " + address, e);
        }
    }
}
