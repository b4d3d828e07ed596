package org.tropea.core.circuit;

/**
 * What one circuit looked like at a moment.
 *
 * @param number unique in the router
 * @param state towards the client
 * @param onward away from the client
 * @param prevChannel the channel towards the client; 0 where the circuit begins here
 * @param prevId its id there
 * @param nextChannel the channel onward; 0 when there is none
 * @param nextId its id there
 * @param cellsForward relay cells from the client's side
 * @param cellsBackward relay cells to the client's side, ours included
 * @param queuedBackward cells waiting towards the client
 * @param queuedForward cells waiting onward
 * @param streams streams that end here
 * @param ageSeconds how old it was
 * @param path the relays of a circuit that begins here, those not reached yet included; empty for others
 */
public record CircuitStatus(
        long number,
        CircuitState state,
        OnwardState onward,
        long prevChannel,
        int prevId,
        long nextChannel,
        int nextId,
        long cellsForward,
        long cellsBackward,
        int queuedBackward,
        int queuedForward,
        int streams,
        long ageSeconds,
        String path) {

    /** The same with the onward half that another loop tells of; null when none does. */
    public CircuitStatus with(FarStatus onwards) {
        return onwards == null
                ? this
                : new CircuitStatus(
                        number,
                        state,
                        onward,
                        prevChannel,
                        prevId,
                        onwards.nextChannel(),
                        onwards.nextId(),
                        cellsForward,
                        cellsBackward,
                        queuedBackward,
                        onwards.queuedForward(),
                        streams,
                        ageSeconds,
                        path);
    }
}
