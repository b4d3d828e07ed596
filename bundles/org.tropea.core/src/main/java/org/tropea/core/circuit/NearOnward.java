package org.tropea.core.circuit;

import org.tropea.cell.Cell;
import org.tropea.flow.fault.CloseCause;

/** The onward half of a circuit in the circuit's own loop: plain calls. */
final class NearOnward extends Onward {
    private final Circuit circuit;

    NearOnward(CircuitTable table, Circuit circuit) {
        super(table);
        this.circuit = circuit;
    }

    @Override
    void towardsClient(Cell cell, long now) {
        circuit.towardsClient(cell, now);
    }

    @Override
    void end(CloseCause cause) {
        circuit.close(cause);
    }

    @Override
    long prevChannel() {
        return circuit.prev().channel().id();
    }

    @Override
    long carried() {
        return circuit.carried();
    }

    @Override
    boolean isOver() {
        return circuit.state() == CircuitState.CLOSED;
    }
}
