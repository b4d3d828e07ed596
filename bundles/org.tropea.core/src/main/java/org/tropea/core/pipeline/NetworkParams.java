package org.tropea.core.pipeline;

import java.util.function.Consumer;
import org.tropea.net.directory.Directory;
import org.tropea.net.params.Params;

/**
 * Tells a router's data plane the network's parameters whenever a consensus brings others. Any thread; those who are told
 * take note and return.
 */
final class NetworkParams {
    private final Directory directory;
    private final Consumer<Params> told;
    private final Directory.Listening listening;
    private Params last = Params.NONE;
    private boolean stopped;

    /** Begins with the consensus that {@code directory} has already; null where a router has none, which has no network. */
    NetworkParams(Directory directory, Consumer<Params> told) {
        this.directory = directory;
        this.told = told;
        this.listening = directory == null ? () -> {} : directory.listen(view -> look());
        look();
    }

    /** Whoever comes late to this finds the newest, so nobody is told an older one last. */
    private synchronized void look() {
        if (stopped) {
            return;
        }
        Params now = directory == null ? Params.NONE : directory.current().parameters();
        if (!now.equals(last)) {
            last = now;
            told.accept(now);
        }
    }

    /** Nobody is told any more, not even by a publication that is under way. */
    void stop() {
        listening.close();
        synchronized (this) {
            stopped = true;
        }
    }
}
