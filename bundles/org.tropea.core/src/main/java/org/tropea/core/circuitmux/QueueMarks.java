package org.tropea.core.circuitmux;

import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/**
 * Where a circuit queue asks its sources to pause and to go on, and where its circuit must close; in cells.
 *
 * @param high at this length {@link QueueEvents#queueFull} is called
 * @param low at this length, after having been full, {@link QueueEvents#queueDrained} is called
 * @param limit what comes at this length is refused (circ_max_cell_queue_size)
 */
public record QueueMarks(int high, int low, int limit) {
    private static final Param HIGH = new Param("cellq_high", 256, 1, 1000);
    private static final Param LOW = new Param("cellq_low", 10, 1, 1000);
    private static final Param LIMIT = new Param("circ_max_cell_queue_size", 2500, 50, Integer.MAX_VALUE);
    private static final Param LIMIT_OUT = new Param("circ_max_cell_queue_size_out", 0, 50, Integer.MAX_VALUE);

    /** What relays use when the consensus says nothing. */
    public static final QueueMarks DEFAULT = towardsClients(Params.NONE);

    /** The marks of queues towards clients where the network has {@code params}. */
    public static QueueMarks towardsClients(Params params) {
        return new QueueMarks(params.get(HIGH), params.get(LOW), params.get(LIMIT));
    }

    /** The marks of queues away from clients; their limit is the others' unless the consensus names one. */
    public static QueueMarks awayFromClients(Params params) {
        return new QueueMarks(params.get(HIGH), params.get(LOW), params.get(LIMIT_OUT.or(params.get(LIMIT))));
    }
}
