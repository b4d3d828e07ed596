package org.tropea.net.directory;

import java.net.SocketAddress;
import java.util.function.Consumer;

/** Pages of a directory server: a cache's, an authority's. Given to {@link DirServer#serve}. */
public interface DirPages {
    /**
     * Answers {@code query} by {@code answer}, exactly once, now or later, from any thread; returns false, and answers
     * nothing, when it is none of these pages. Called in the connection's loop: what takes long belongs elsewhere.
     */
    boolean answer(DirQuery query, Consumer<DirAnswer> answer);

    /** The most bytes that may be posted to these pages; 0 when nothing may. Any thread. */
    default int uploadMax() {
        return 0;
    }

    /** The most bytes that may be posted to {@code path}; 0 when nothing may. Any thread. */
    default int uploadMax(String path) {
        return uploadMax();
    }

    /** Whether {@code from} is answered also when there is little bandwidth left, as relays are by authorities. Any thread. */
    default boolean favours(SocketAddress from) {
        return false;
    }
}
