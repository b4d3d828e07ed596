package org.tropea.core.circuitmux;

/**
 * What a circuit queue tells whoever fills it; in the loop of the queue's channel, only at the edge between the two.
 */
public interface QueueEvents {
    /** The queue reached its high mark: sources that can pause should. */
    void queueFull(CircuitQueue queue);

    /** The queue that was full is at its low mark: sources may go on. */
    void queueDrained(CircuitQueue queue);
}
