package org.tropea.client;

/**
 * One circuit of a client, for commands.
 *
 * @param circuit its number, as in {@code circ:list}
 * @param state as {@code ClientCircuit.State}; OPEN with {@code dirty} when streams were on it
 * @param seconds since it was used first, or launched
 * @param streams on it now
 * @param path the nicknames of its relays
 */
public record CircuitLine(long circuit, String state, long seconds, int streams, String path) {}
