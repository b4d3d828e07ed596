package org.tropea.circuitmux.ewma;

import org.tropea.flow.circuitmux.MuxedCircuit;

/** Where an active circuit stands; kept with the circuit, so that becoming active allocates nothing. */
final class Place {
    private static final int NOWHERE = -1;

    /** Its number in the {@link Line}, or its index in the {@link KeyHeap}. */
    int index = NOWHERE;

    /** Which of them {@link #index} means. */
    boolean inLine;

    /** The place of {@code circuit}, which gets one if it has none. */
    static Place of(MuxedCircuit circuit) {
        if (circuit.policyData == null) {
            circuit.policyData = new Place();
        }
        return (Place) circuit.policyData;
    }

    void leave() {
        index = NOWHERE;
    }

    boolean isNowhere() {
        return index == NOWHERE;
    }
}
