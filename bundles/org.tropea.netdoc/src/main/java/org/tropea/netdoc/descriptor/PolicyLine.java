package org.tropea.netdoc.descriptor;

import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.ValueFault;

/**
 * One line of a relay's exit policy as its descriptor has it (dir-spec 2.1.3): IPv4 only.
 *
 * @param accept whether it lets out what the pattern covers
 * @param pattern for example {@code "*:80"} or {@code "10.0.0.0/8:1-1023"}
 */
public record PolicyLine(boolean accept, String pattern) {
    private static final int HIGHEST = 0xFFFF;

    /** A line with a pattern, which is checked. */
    public static PolicyLine of(boolean accept, String pattern) throws ValueFault {
        int colon = pattern.lastIndexOf(':');
        if (colon < 0) {
            throw fault(pattern);
        }
        checkAddress(pattern.substring(0, colon), pattern);
        checkPorts(pattern.substring(colon + 1), pattern);
        return new PolicyLine(accept, pattern);
    }

    private static void checkAddress(String address, String pattern) throws ValueFault {
        int slash = address.indexOf('/');
        String host = slash < 0 ? address : address.substring(0, slash);
        if ((host.equals("*") || host.equals("private")) && slash < 0) {
            return;
        }
        Addresses.ipv4(host);
        if (slash >= 0) {
            checkMask(address.substring(slash + 1), pattern);
        }
    }

    private static void checkMask(String mask, String pattern) throws ValueFault {
        if (mask.indexOf('.') < 0) {
            number(mask, 0, 32, pattern);
            return;
        }
        int bits = 0;
        for (byte b : Addresses.ipv4(mask).getAddress()) {
            bits = bits << 8 | b & 0xFF;
        }
        if ((~bits & (~bits + 1)) != 0) {
            throw fault(pattern); // ones that do not stand together
        }
    }

    private static void checkPorts(String ports, String pattern) throws ValueFault {
        if (ports.equals("*")) {
            return;
        }
        int dash = ports.indexOf('-');
        int low = number(dash < 0 ? ports : ports.substring(0, dash), 1, HIGHEST, pattern);
        if (dash >= 0 && number(ports.substring(dash + 1), 1, HIGHEST, pattern) < low) {
            throw fault(pattern);
        }
    }

    private static int number(String digits, int min, int max, String pattern) throws ValueFault {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw fault(pattern);
        }
        int value = Integer.parseInt(digits);
        if (value < min || value > max) {
            throw fault(pattern);
        }
        return value;
    }

    private static ValueFault fault(String pattern) {
        String brief = pattern.length() <= 60 ? pattern : pattern.substring(0, 57) + "...";
        return new ValueFault("\"" + brief + "\" is not ADDRESS[/MASK]:PORT with an IPv4 address or * and a port,"
                + " a range of ports or *");
    }

    /** As the descriptor has it. */
    @Override
    public String toString() {
        return (accept ? "accept " : "reject ") + pattern;
    }
}
