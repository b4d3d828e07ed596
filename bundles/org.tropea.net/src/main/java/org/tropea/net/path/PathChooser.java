package org.tropea.net.path;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Chooses the relays of circuits (path-spec 2.2) and remembers how its guards do (guard-spec). One per router; any
 * thread; calls are short and never touch a disk or socket.
 */
@ProviderType
public interface PathChooser {
    /** A path for {@code request} by the present view and options; NoPath says what is missing. */
    PathChoice choose(PathRequest request) throws NoPath;

    /** A circuit by this guard is complete: whether it may be used now (guard-spec 4.9). */
    GuardVerdict built(GuardUse use);

    /** Asks again about a circuit that had {@link GuardVerdict#WAIT}; about once a second. */
    GuardVerdict waiting(GuardUse use);

    /** No circuit could be begun by this guard: no channel, or no answer from the first hop (guard-spec 4.7). */
    void failed(GuardUse use);

    /** The circuit was given up for reasons of its own; this says nothing about the guard. */
    void cancelled(GuardUse use);

    /** How long circuits may take. */
    BuildTimes buildTimes();

    /** All sampled guards: primary ones first, then by preference. */
    List<GuardStatus> guards();
}
