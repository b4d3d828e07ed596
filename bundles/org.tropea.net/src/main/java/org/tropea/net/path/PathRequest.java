package org.tropea.net.path;

import java.util.function.Predicate;
import org.tropea.net.directory.Node;

/**
 * What a path is for.
 *
 * @param purpose its kind, and with it how many hops
 * @param last which relays will do as the last hop, beside what purpose and options demand
 * @param fast whether every hop should have the flag Fast; given up when there is no such path
 * @param stable whether every hop should have the flag Stable, for streams to LongLivedPorts
 */
public record PathRequest(Purpose purpose, Predicate<Node> last, boolean fast, boolean stable) {
    /** The kinds of paths. */
    public enum Purpose {
        /** Three hops, of which the last one lets streams out. */
        EXIT,
        /** Three hops with any relay at the end. */
        INTERNAL,
        /** One hop: a guard that answers directory requests. */
        DIRECTORY
    }
}
