package org.tropea.client;

/**
 * The client of one loop, for commands.
 *
 * @param loop the loop's index
 * @param open circuits that streams may be put on
 * @param building circuits being built
 * @param clean circuits, open or not yet, that nothing was asked of
 * @param streams on all circuits
 * @param waiting requests without a circuit
 * @param timeout how long building may take, in milliseconds
 * @param known from how many circuits that is learnt
 * @param complaint why no circuit could be begun at last
 */
public record ClientStatus(
        int loop,
        int open,
        int building,
        int clean,
        int streams,
        int waiting,
        long timeout,
        int known,
        String complaint) {}
