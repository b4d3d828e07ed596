package org.tropea.net.directory;

import java.util.Locale;
import java.util.Optional;

/** What authorities say of a relay by the {@code s} line of a consensus (dir-spec 3.4.1). */
public enum NodeFlag {
    /** It is an authority. */
    AUTHORITY,
    /** It is no good as an exit. */
    BADEXIT,
    /** Its policy allows enough to be called an exit. */
    EXIT,
    /** Fit for high-bandwidth circuits. */
    FAST,
    /** Fit as a first hop. */
    GUARD,
    /** Keeps onion service descriptors. */
    HSDIR,
    /** Only fit as a middle hop. */
    MIDDLEONLY,
    /** Its Ed25519 identity is not what the authorities agree on. */
    NOEDCONSENSUS,
    /** Reachable. */
    RUNNING,
    /** Its descriptor is old. */
    STALEDESC,
    /** Fit for circuits that live long. */
    STABLE,
    /** Answers requests of the directory protocol over circuits. */
    V2DIR,
    /** Allowed in the network. */
    VALID;

    /** The flag of this name as a consensus writes it; empty for flags that nothing here asks for. */
    public static Optional<NodeFlag> of(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        for (NodeFlag flag : values()) {
            if (flag.name().equals(name)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }
}
