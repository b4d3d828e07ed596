package org.tropea.core.circuit;

/**
 * What the onward half of a circuit looked like at a moment, in another loop than the circuit's.
 *
 * @param number the circuit's
 * @param nextChannel the channel onward; 0 when there is none
 * @param nextId the circuit's id there
 * @param queuedForward cells waiting onward
 */
public record FarStatus(long number, long nextChannel, int nextId, int queuedForward) {}
