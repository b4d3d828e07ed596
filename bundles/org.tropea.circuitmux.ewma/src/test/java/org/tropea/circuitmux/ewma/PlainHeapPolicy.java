package org.tropea.circuitmux.ewma;

import java.util.Arrays;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

/** What {@link EwmaPolicy} must decide like: one binary heap of circuits, which reads their ledgers at each comparison. */
final class PlainHeapPolicy extends CircuitMuxPolicy {
    private static final class Index {
        private static final int NOWHERE = -1;
        private int index = NOWHERE;
    }

    private MuxedCircuit[] heap = new MuxedCircuit[8];
    private int size;

    @Override
    public void activated(MuxedCircuit circuit) {
        if (circuit.policyData == null) {
            circuit.policyData = new Index();
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(circuit, size++);
    }

    @Override
    public void deactivated(MuxedCircuit circuit) {
        int gap = place(circuit).index;
        place(circuit).index = Index.NOWHERE;
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
        if (index != Index.NOWHERE && circuit.cells() > 0) {
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

    private static Index place(MuxedCircuit circuit) {
        return (Index) circuit.policyData;
    }
}
