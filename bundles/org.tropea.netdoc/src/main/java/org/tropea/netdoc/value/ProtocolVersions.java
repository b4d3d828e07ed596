package org.tropea.netdoc.value;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The subprotocols that a relay speaks, or that authorities recommend or require: names with sets of versions from 0 to
 * 63, written {@code "Cons=1-2 Relay=2,4-6"} (tor-spec 9). Immutable, any thread.
 */
public final class ProtocolVersions {
    /** No protocol at all. */
    public static final ProtocolVersions NONE = new ProtocolVersions("", new TreeMap<>());

    private static final int LONGEST_NAME = 100;
    private static final int HIGHEST = 63;

    private final String text;
    private final TreeMap<String, Long> versions;

    private ProtocolVersions(String text, TreeMap<String, Long> versions) {
        this.text = text;
        this.versions = versions;
    }

    /** Parses a list; a name without versions is one with none. */
    public static ProtocolVersions parse(String text) throws ValueFault {
        TreeMap<String, Long> versions = new TreeMap<>();
        for (String entry : text.split(" +")) {
            if (!entry.isEmpty()) {
                int equals = entry.indexOf('=');
                String name = name(entry, equals);
                versions.merge(name, bits(entry.substring(equals + 1), entry), (a, b) -> a | b);
            }
        }
        return new ProtocolVersions(text, versions);
    }

    private static String name(String entry, int equals) throws ValueFault {
        if (equals < 1 || equals > LONGEST_NAME) {
            throw fault(entry);
        }
        for (int i = 0; i < equals; i++) {
            char c = entry.charAt(i);
            if (c > 127 || !Character.isLetterOrDigit(c) && c != '-') {
                throw fault(entry);
            }
        }
        return entry.substring(0, equals);
    }

    private static long bits(String ranges, String entry) throws ValueFault {
        long bits = 0;
        for (String range : ranges.isEmpty() ? new String[0] : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int low = version(dash < 0 ? range : range.substring(0, dash), entry);
            int high = dash < 0 ? low : version(range.substring(dash + 1), entry);
            if (low > high) {
                throw fault(entry);
            }
            bits |= -1L >>> (HIGHEST - high + low) << low;
        }
        return bits;
    }

    private static int version(String digits, String entry) throws ValueFault {
        if (digits.isEmpty() || digits.length() > 2 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw fault(entry);
        }
        int version = Integer.parseInt(digits);
        if (version > HIGHEST) {
            throw fault(entry);
        }
        return version;
    }

    private static ValueFault fault(String entry) {
        String brief = entry.length() <= 60 ? entry : entry.substring(0, 57) + "...";
        return new ValueFault("\"" + brief + "\" is not NAME=VERSIONS with versions from 0 to 63, like Relay=1,3-4");
    }

    /** Whether this version of the protocol is in the list. */
    public boolean supports(String protocol, int version) {
        return version >= 0 && version <= HIGHEST && (bits(protocol) >>> version & 1) != 0;
    }

    /** The versions of one protocol as a set of bits, bit n for version n. */
    public long bits(String protocol) {
        return versions.getOrDefault(protocol, 0L);
    }

    /** Each protocol with the set of its versions as bits, sorted by name; unmodifiable. */
    public Map<String, Long> versions() {
        return Collections.unmodifiableMap(versions);
    }

    /** The list as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtocolVersions that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
