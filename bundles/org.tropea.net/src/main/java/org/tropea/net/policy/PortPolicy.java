package org.tropea.net.policy;

import java.util.BitSet;
import org.tropea.net.option.OptionFault;

/**
 * A policy reduced to ports, as {@code p} and {@code p6} lines have it (dir-spec 3.3): {@code accept 80,443} or
 * {@code reject 1-1024}. Immutable; any thread.
 */
public final class PortPolicy {
    /** Accepts nothing: what a relay without such a line has. */
    public static final PortPolicy REJECT_ALL = parse("reject 1-65535");

    private static final int PORTS = 65536;

    private final BitSet accepted;
    private final String text;

    private PortPolicy(BitSet accepted, String text) {
        this.accepted = accepted;
        this.text = text;
    }

    /** Reads the value of such a line; an {@link OptionFault} says what is accepted. */
    public static PortPolicy parse(String text) {
        String[] words = text.strip().split(" ", 2);
        boolean accept = words[0].equals("accept");
        if (words.length < 2 || !accept && !words[0].equals("reject")) {
            throw fault(text);
        }
        BitSet ports = new BitSet(PORTS);
        for (String range : words[1].strip().split(",", -1)) {
            add(ports, range, text);
        }
        if (!accept) {
            ports.flip(1, PORTS);
        }
        return new PortPolicy(ports, text.strip());
    }

    private static void add(BitSet ports, String range, String text) {
        if (!range.matches("\\d{1,5}(-\\d{1,5})?")) {
            throw fault(text);
        }
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        if (first < 1 || first > last || last >= PORTS) {
            throw fault(text);
        }
        ports.set(first, last + 1);
    }

    private static OptionFault fault(String text) {
        return new OptionFault(
                "port policy", text, "accept or reject, then ports and ranges from 1 to 65535 with commas");
    }

    /** Whether the port is accepted at most addresses. */
    public boolean allows(int port) {
        return port > 0 && port < PORTS && accepted.get(port);
    }

    /** Whether no port is accepted. */
    public boolean rejectsAll() {
        return accepted.isEmpty();
    }

    /** The line's value. */
    @Override
    public String toString() {
        return text;
    }
}
