package org.tropea.core.circuit;

/**
 * Where a circuit stands towards the client:
 *
 * <pre>
 *   HANDSHAKE --onion handshake answered--> OPEN --close()--> CLOSED
 *       +------------------close()---------------------------> CLOSED
 * </pre>
 */
public enum CircuitState {
    /** The onion handshake is with a worker; relay cells are the peer's fault. */
    HANDSHAKE,
    /** Relay cells pass. */
    OPEN,
    /** Over: queues dropped, DESTROYs queued. */
    CLOSED
}
