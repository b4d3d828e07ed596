package org.tropea.core.circuit;

import org.tropea.flow.fault.CloseCause;

/** What holds data in one loop and gives it up when memory runs out; touched only by that loop. */
public interface Holder {
    /** How many cells wait in its queues. */
    int cells();

    /** How many bytes it holds besides. */
    long bytesHeld();

    /** When the oldest of all that came; Long.MAX_VALUE when it holds nothing. */
    long oldestAt();

    /** Closes its circuit. */
    void close(CloseCause cause);
}
