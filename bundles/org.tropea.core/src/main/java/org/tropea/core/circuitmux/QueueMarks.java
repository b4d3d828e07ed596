package org.tropea.core.circuitmux;

/**
 * Where a circuit queue asks its sources to pause and to go on, and where its circuit must close; in cells.
 *
 * @param high at this length {@link QueueEvents#queueFull} is called
 * @param low at this length, after having been full, {@link QueueEvents#queueDrained} is called
 * @param limit what comes at this length is refused (circ_max_cell_queue_size)
 */
public record QueueMarks(int high, int low, int limit) {
    /** What relays use when the consensus says nothing. */
    public static final QueueMarks DEFAULT = new QueueMarks(256, 10, 2500);
}
