package org.tropea.netdoc.value;

/**
 * The ports to which a relay lets streams out for most addresses: {@code "accept 80,443"} or {@code "reject 1-1023"}
 * (dir-spec 3.8.2). Immutable, any thread.
 */
public final class PortSummary {
    private static final int HIGHEST = 0xFFFF;
    private static final int MOST = 1000;

    private final String text;
    private final boolean accept;
    private final int[] lows;
    private final int[] highs;

    private PortSummary(String text, boolean accept, int[] lows, int[] highs) {
        this.text = text;
        this.accept = accept;
        this.lows = lows;
        this.highs = highs;
    }

    /** Parses {@code "accept"} or {@code "reject"} and ports or ranges with commas between them. */
    public static PortSummary parse(String text) throws ValueFault {
        boolean accept = text.startsWith("accept ");
        if (!accept && !text.startsWith("reject ")) {
            throw new ValueFault("\"" + brief(text) + "\" does not begin with \"accept \" or \"reject \"");
        }
        String[] ranges = text.substring(7).split(",", -1);
        if (ranges.length > MOST) {
            throw new ValueFault("has " + ranges.length + " port ranges, accepted are " + MOST);
        }
        int[] lows = new int[ranges.length];
        int[] highs = new int[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            int dash = ranges[i].indexOf('-');
            lows[i] = port(dash < 0 ? ranges[i] : ranges[i].substring(0, dash));
            highs[i] = dash < 0 ? lows[i] : port(ranges[i].substring(dash + 1));
            if (lows[i] > highs[i]) {
                throw new ValueFault("the port range \"" + ranges[i] + "\" ends before it begins");
            }
        }
        return new PortSummary(text, accept, lows, highs);
    }

    private static int port(String text) throws ValueFault {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST) {
            throw new ValueFault("\"" + brief(text) + "\" is not a port from 1 to 65535");
        }
        return port;
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** Whether most addresses can be reached at this port. */
    public boolean accepts(int port) {
        for (int i = 0; i < lows.length; i++) {
            if (port >= lows[i] && port <= highs[i]) {
                return accept;
            }
        }
        return !accept;
    }

    /** Whether no port can be reached. */
    public boolean rejectsAll() {
        return !accept && lows.length == 1 && lows[0] == 1 && highs[0] == HIGHEST;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortSummary that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
