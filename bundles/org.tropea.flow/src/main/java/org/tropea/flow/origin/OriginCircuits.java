package org.tropea.flow.origin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.loop.EventLoop;

/** One router's circuits that begin here: a part of its scope. Any thread. */
@ProviderType
public interface OriginCircuits {
    /**
     * Begins a circuit along {@code path}, at least one hop, and returns at once; what becomes of it is told to
     * {@code events} in the circuit's loop, in a later turn. It lives in {@code loop}, over a channel of that loop; with
     * null in the loop where there is a channel to the first hop already, else where there is least to do. It has no
     * time-out: whoever waits too long closes it. IllegalArgumentException when the path is empty or asks for CREATE_FAST
     * beyond the first hop; {@link java.util.concurrent.RejectedExecutionException} when the router has stopped.
     */
    OriginCircuit launch(List<Hop> path, CircuitEvents events, EventLoop loop);
}
