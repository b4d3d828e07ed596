package org.tropea.circuitmux.ewma;

import java.util.Arrays;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * The active circuits of one channel in a binary heap, the one that sent least lately on top; the ledger of that is the
 * core's. A ledger only grows, and only while its circuit sends, so one sift per cell, O(log n), keeps the order.
 * Touched only by the channel's loop.
 */
final class EwmaPolicy extends CircuitMuxPolicy {
    /** Where a circuit stands in the heap; kept with the circuit, so that becoming active allocates nothing. */
    private static final class Place {
        private static final int NOWHERE = -1;
        private int index = NOWHERE;
    }

    private MuxedCircuit[] heap = new MuxedCircuit[8];
    private int size;

    @Override
    public void activated(MuxedCircuit circuit) {
        if (circuit.policyData == null) {
            circuit.policyData = new Place();
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(circuit, size++);
    }

    @Override
    public void deactivated(MuxedCircuit circuit) {
        int gap = place(circuit).index;
        place(circuit).index = Place.NOWHERE;
        MuxedCircuit last = heap[--size];
        heap[size] = null;
        if (last != circuit) {
            siftUp(last, gap);
            siftDown(last, place(last).index);
        }
    }

    @Override
    public MuxedCircuit pick() {
        return heap[0];
    }

    @Override
    public void sent(MuxedCircuit circuit, int cells) {
        int index = place(circuit).index;
        if (index != Place.NOWHERE && circuit.cells() > 0) {
            siftDown(circuit, index);
        }
    }

    @Override
    public int active() {
        return size;
    }

    private void siftUp(MuxedCircuit circuit, int from) {
        double key = circuit.recentCells();
        int index = from;
        while (index > 0) {
            int parent = index - 1 >>> 1;
            if (heap[parent].recentCells() <= key) {
                break;
            }
            put(heap[parent], index);
            index = parent;
        }
        put(circuit, index);
    }

    private void siftDown(MuxedCircuit circuit, int from) {
        double key = circuit.recentCells();
        int index = from;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && heap[child + 1].recentCells() < heap[child].recentCells()) {
                child++;
            }
            if (heap[child].recentCells() >= key) {
                break;
            }
            put(heap[child], index);
            index = child;
        }
        put(circuit, index);
    }

    private void put(MuxedCircuit circuit, int index) {
        heap[index] = circuit;
        place(circuit).index = index;
    }

    private static Place place(MuxedCircuit circuit) {
        return (Place) circuit.policyData;
    }
}
