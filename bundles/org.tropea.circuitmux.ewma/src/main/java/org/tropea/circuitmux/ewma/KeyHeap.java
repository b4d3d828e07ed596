package org.tropea.circuitmux.ewma;

import java.util.Arrays;
import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * A binary heap of circuits, the one with the least key on top. Keys stand beside the circuits, so that comparing two
 * touches neither. Touched only by one loop.
 */
final class KeyHeap {
    private MuxedCircuit[] circuits = new MuxedCircuit[8];
    private double[] keys = new double[8];
    private int size;

    int size() {
        return size;
    }

    /** The top one's key; infinite when there is none. */
    double least() {
        return size == 0 ? Double.POSITIVE_INFINITY : keys[0];
    }

    /** The circuit with the least key; null when there is none. */
    MuxedCircuit first() {
        return circuits[0];
    }

    void add(MuxedCircuit circuit, double key) {
        if (size == circuits.length) {
            circuits = Arrays.copyOf(circuits, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        siftUp(circuit, key, size++);
    }

    void remove(MuxedCircuit circuit) {
        int gap = Place.index(circuit);
        Place.leave(circuit);
        MuxedCircuit last = circuits[--size];
        double key = keys[size];
        circuits[size] = null;
        if (gap != size) {
            siftUp(last, key, gap);
            siftDown(last, key, Place.index(last));
        }
    }

    /** The keys of all changed in a way that keeps their order. */
    void changed() {
        for (int i = 0; i < size; i++) {
            keys[i] = circuits[i].recentCells();
        }
    }

    private void siftUp(MuxedCircuit circuit, double key, int from) {
        int index = from;
        while (index > 0 && keys[index - 1 >>> 1] > key) {
            int parent = index - 1 >>> 1;
            put(circuits[parent], keys[parent], index);
            index = parent;
        }
        put(circuit, key, index);
    }

    private void siftDown(MuxedCircuit circuit, double key, int from) {
        int index = from;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            put(circuits[child], keys[child], index);
            index = child;
        }
        put(circuit, key, index);
    }

    private void put(MuxedCircuit circuit, double key, int index) {
        circuits[index] = circuit;
        keys[index] = key;
        Place.inHeap(circuit, index);
    }
}
