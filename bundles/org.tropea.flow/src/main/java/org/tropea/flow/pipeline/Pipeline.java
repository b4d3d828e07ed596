package org.tropea.flow.pipeline;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.net.option.Options;

/** One router's running data plane. Any thread but a loop. */
@ProviderType
public interface Pipeline extends AutoCloseable {
    /** Takes over what changed in {@code options}: rates, limits, policies' choices. */
    void reload(Options options);

    /** From now on answers CREATE with DESTROY(HIBERNATING) and takes no new streams (a relay's clean shutdown). */
    void hibernate();

    /** How many circuits there are. */
    int circuits();

    /** How many of everything there is, and what decides, for commands. Does not wait for the loops. */
    default PipelineStatus status() {
        return new PipelineStatus(circuits(), 0, 0, 0, "-", "-");
    }

    /** Totals since the start, for heartbeat lines and observed bandwidth. */
    PipelineTotals totals();

    /**
     * {@code told} runs when the bundle that brought its loops stops, on a thread that waits for it: the router must be
     * closed when it returns, and may start anew with other loops. Told at once, on a thread of its own, if that is past.
     */
    default void whenLoopsGo(Runnable told) {}

    /** Closes every connection, stops the loops and waits for them. */
    @Override
    void close();
}
