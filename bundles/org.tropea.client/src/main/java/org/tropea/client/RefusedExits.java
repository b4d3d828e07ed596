package org.tropea.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;

/**
 * Exits that refused what their policy seemed to allow; forgotten with each new view. Shared by the loops of one router:
 * any thread.
 */
final class RefusedExits {
    /** Streams of any port. */
    private static final int ALL = 0;

    private final Set<Refusal> refusals = ConcurrentHashMap.newKeySet();
    private volatile NetworkView view = NetworkView.NONE;

    private record Refusal(String exit, int port) {}

    /** What is known holds for {@code present} only. */
    void look(NetworkView present) {
        if (present != view) {
            view = present;
            refusals.clear();
        }
    }

    /** The exit's policy refused this port. */
    void refused(Node exit, int port) {
        refusals.add(new Refusal(exit.fingerprint(), port));
    }

    /** The exit takes no streams now. */
    void refusedAll(Node exit) {
        refusals.add(new Refusal(exit.fingerprint(), ALL));
    }

    boolean allows(Node exit, int port) {
        return refusals.isEmpty()
                || !refusals.contains(new Refusal(exit.fingerprint(), port))
                        && !refusals.contains(new Refusal(exit.fingerprint(), ALL));
    }
}
