package org.tropea.net.directory;

import java.util.HashMap;
import java.util.Map;

/**
 * The versions of subprotocols that a relay speaks (tor-spec 9), such as {@code Link=4-5 Relay=2-4,6}. Immutable; any
 * thread. Versions above 63 are left out, as everywhere; a word without the right form counts for nothing.
 */
public final class Protocols {
    /** Nothing is said. */
    public static final Protocols NONE = new Protocols(Map.of());

    private static final int VERSIONS = 64;

    private final Map<String, Long> versions;

    private Protocols(Map<String, Long> versions) {
        this.versions = versions;
    }

    /** Reads the value of a {@code pr} or {@code proto} line. */
    public static Protocols parse(String text) {
        Map<String, Long> versions = new HashMap<>();
        for (String word : text.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                versions.merge(word.substring(0, equals), bits(word.substring(equals + 1)), (a, b) -> a | b);
            }
        }
        return new Protocols(Map.copyOf(versions));
    }

    /** Whether the relay speaks {@code version} of the subprotocol {@code name}. */
    public boolean supports(String name, int version) {
        return version >= 0 && version < VERSIONS && (versions.getOrDefault(name, 0L) >>> version & 1) != 0;
    }

    private static long bits(String ranges) {
        long bits = 0;
        for (String range : ranges.split(",")) {
            if (range.matches("\\d{1,2}(-\\d{1,2})?")) {
                int dash = range.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
                for (int version = first; version <= Math.min(last, VERSIONS - 1); version++) {
                    bits |= 1L << version;
                }
            }
        }
        return bits;
    }
}
