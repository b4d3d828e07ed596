package org.tropea.netdoc.status;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What authorities say of a relay in single words (dir-spec 3.4.1, the {@code s} line). Immutable, any thread. */
public final class Flags implements Iterable<String> {
    /** A directory authority. */
    public static final String AUTHORITY = "Authority";
    /** Useless as an exit. */
    public static final String BAD_EXIT = "BadExit";
    /** Lets streams out to the usual ports. */
    public static final String EXIT = "Exit";
    /** Fit for fast circuits. */
    public static final String FAST = "Fast";
    /** Fit to be an entry guard. */
    public static final String GUARD = "Guard";
    /** Keeps onion services' descriptors. */
    public static final String HS_DIR = "HSDir";
    /** Fit for the middle of circuits alone. */
    public static final String MIDDLE_ONLY = "MiddleOnly";
    /** The authorities do not agree on its Ed25519 identity. */
    public static final String NO_ED_CONSENSUS = "NoEdConsensus";
    /** Can be reached. */
    public static final String RUNNING = "Running";
    /** Fit for long-lived circuits. */
    public static final String STABLE = "Stable";
    /** Should publish a new descriptor. */
    public static final String STALE_DESC = "StaleDesc";
    /** One of too many at one address. */
    public static final String SYBIL = "Sybil";
    /** Serves directory documents. */
    public static final String V2_DIR = "V2Dir";
    /** Accepted by the authorities. */
    public static final String VALID = "Valid";

    private final String[] names;

    private Flags(String... names) {
        this.names = names;
    }

    /** These flags, in this order. */
    public static Flags of(List<String> names) {
        return new Flags(names.toArray(new String[0]));
    }

    /** Whether this flag is among them. */
    public boolean has(String name) {
        for (String each : names) {
            if (each.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** In the order of the document; unmodifiable. */
    public List<String> names() {
        return List.of(names);
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    /** With single spaces between them, as a document writes them. */
    @Override
    public String toString() {
        return String.join(" ", names);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flags that && Arrays.equals(names, that.names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names);
    }
}
