package org.tropea.itests.bench;

/** Where in a three-hop circuit the measured relay stands; the other two are plain C tor relays. */
public enum Position {
    /** First hop. */
    guard {
        @Override
        public String[] path(String relay) {
            return new String[] {relay, "relay0", "relay1"};
        }
    },
    /** Second hop. */
    middle {
        @Override
        public String[] path(String relay) {
            return new String[] {"relay0", relay, "relay1"};
        }
    },
    /** Last hop, which opens the connections. */
    exit {
        @Override
        public String[] path(String relay) {
            return new String[] {"relay0", "relay1", relay};
        }
    };

    /** Nicknames along the circuit with {@code relay} in this position. */
    public abstract String[] path(String relay);
}
