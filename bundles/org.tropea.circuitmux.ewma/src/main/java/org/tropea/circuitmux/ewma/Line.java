package org.tropea.circuitmux.ewma;

import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * Circuits in the order of their keys, which only takes one whose key is not below the last one's: a ring, so that
 * joining and leaving cost the same however many stand in it. Whoever leaves out of turn leaves a gap, which closes when
 * it gets to the front or the ring is laid anew. Touched only by one loop.
 */
final class Line {
    private static final int FEWEST = 8;

    private MuxedCircuit[] circuits = new MuxedCircuit[FEWEST];
    private double[] keys = new double[FEWEST];
    /** Numbers of the first and of the next to come; a place in the ring is a number modulo its length. */
    private int head;

    private int tail;
    private int size;

    int size() {
        return size;
    }

    /** Whether one with {@code key} may stand behind all others. */
    boolean takes(double key) {
        return size == 0 || keys[at(tail - 1)] <= key;
    }

    /** The first one's key; infinite when there is none. */
    double least() {
        return size == 0 ? Double.POSITIVE_INFINITY : keys[at(head)];
    }

    /** The circuit with the least key, of equals who came first; null when there is none. */
    MuxedCircuit first() {
        return circuits[at(head)];
    }

    void append(MuxedCircuit circuit, double key) {
        if (tail - head == circuits.length) {
            layAnew(2 * size);
        }
        put(circuit, key);
    }

    private void put(MuxedCircuit circuit, double key) {
        Place.inLine(circuit, tail);
        circuits[at(tail)] = circuit;
        keys[at(tail)] = key;
        tail++;
        size++;
    }

    void remove(MuxedCircuit circuit) {
        circuits[at(Place.number(circuit))] = null;
        Place.leave(circuit);
        size--;
        while (head != tail && circuits[at(head)] == null) {
            head++;
        }
    }

    /** The keys of all changed in a way that keeps their order. */
    void changed() {
        layAnew(circuits.length);
    }

    /** Into a ring for {@code room} circuits or more, without gaps, with the keys that they have now. */
    private void layAnew(int room) {
        MuxedCircuit[] old = circuits;
        int from = head;
        int count = tail - head;
        circuits = new MuxedCircuit[room <= FEWEST ? FEWEST : Integer.highestOneBit(room - 1) << 1];
        keys = new double[circuits.length];
        head = 0;
        tail = 0;
        size = 0;
        for (int i = 0; i < count; i++) {
            MuxedCircuit circuit = old[from + i & old.length - 1];
            if (circuit != null) {
                put(circuit, circuit.recentCells());
            }
        }
    }

    private int at(int number) {
        return number & circuits.length - 1;
    }
}
