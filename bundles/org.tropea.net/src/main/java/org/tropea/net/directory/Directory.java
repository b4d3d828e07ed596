package org.tropea.net.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The network as one router sees it at present: a part of its scope from the start, so that who fills it may come, go and
 * be replaced. Any thread.
 */
public final class Directory {
    private final List<Consumer<NetworkView>> listeners = new CopyOnWriteArrayList<>();
    private volatile NetworkView current = NetworkView.NONE;

    /** The present view; {@link NetworkView#NONE} at first, never null. */
    public NetworkView current() {
        return current;
    }

    /** Puts {@code view} in force and tells every listener, on this thread. One publisher at a time. */
    public void publish(NetworkView view) {
        current = view;
        listeners.forEach(listener -> listener.accept(view));
    }

    /**
     * Tells {@code listener} each view that is published from now on, on the publisher's thread: it takes note and
     * returns. Closing the answer ends it.
     */
    public Listening listen(Consumer<NetworkView> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Somebody listens. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        /** Ends it; harmless when ended. */
        @Override
        void close();
    }
}
