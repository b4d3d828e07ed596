package org.tropea.flow.entry;

import org.tropea.flow.loop.EventLoop;

/**
 * Fulfils what local programs ask for: finds or builds a circuit, opens the stream, tries again on another circuit where
 * the reason allows it. What the flags of the request's port forbid it refuses, and names under {@code .exit}. A part of the router's scope while it is a client; look it up for each request, as it goes and
 * comes with its bundle.
 */
public interface EntryStreams {
    /**
     * Starts to fulfil {@code request} in {@code loop}, from that loop. The outcome comes to {@code handler} in a later
     * turn of the same loop, exactly one of {@link EntryHandler#connected}, {@link EntryHandler#resolved} and
     * {@link EntryHandler#failed}, unless it is cancelled before.
     */
    Attempt open(EntryRequest request, EntryHandler handler, EventLoop loop);

    /** A request under way. */
    interface Attempt {
        /** Gives it up, in its loop; the handler hears no more. Harmless when the outcome is known already. */
        void cancel();
    }
}
