package org.tropea.core.edge;

/**
 * What one stream looked like at a moment.
 *
 * @param id its id on the circuit
 * @param state OPENING or OPEN
 * @param connection the number of its connection; 0 while there is none
 * @param type that connection's type, or {@code -}
 * @param remote that connection's other end, or {@code -}
 * @param bytes what is held in buffers for it, both ways
 * @param windowOpen whether its windows let us package more
 */
public record StreamStatus(
        int id, String state, long connection, String type, String remote, long bytes, boolean windowOpen) {}
