package org.tropea.circuitmux.ewma;

import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * Where an active circuit stands, told by the number that it keeps for us: nowhere, in the {@link Line} under a number,
 * or in the {@link KeyHeap} at an index. No object of its own, which would be one more far look for each cell.
 */
final class Place {
    /** Numbers in the line count modulo this, a multiple of every ring's length. */
    private static final int NUMBERS = 1 << 30;

    private Place() {}

    static void inLine(MuxedCircuit circuit, int number) {
        circuit.policyPlace = 1 + (number & NUMBERS - 1);
    }

    static void inHeap(MuxedCircuit circuit, int index) {
        circuit.policyPlace = -1 - index;
    }

    static void leave(MuxedCircuit circuit) {
        circuit.policyPlace = 0;
    }

    static boolean isNowhere(MuxedCircuit circuit) {
        return circuit.policyPlace == 0;
    }

    static boolean isInLine(MuxedCircuit circuit) {
        return circuit.policyPlace > 0;
    }

    /** Its number in the line. */
    static int number(MuxedCircuit circuit) {
        return circuit.policyPlace - 1;
    }

    /** Its index in the heap. */
    static int index(MuxedCircuit circuit) {
        return -1 - circuit.policyPlace;
    }
}
