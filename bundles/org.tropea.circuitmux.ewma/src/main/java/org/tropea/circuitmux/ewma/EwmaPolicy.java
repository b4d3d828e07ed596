package org.tropea.circuitmux.ewma;

import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * The active circuits of one channel, of which the one that sent least lately sends next; the ledger of that is the
 * core's. The least ledger grows by what a cell weighs, both of which grow all the time: so who just sent is, but for
 * circuits that came meanwhile with less, the one with the most, and joins the {@link Line} at its end. Only who is not
 * goes into the {@link KeyHeap}. Touched only by the channel's loop.
 */
final class EwmaPolicy extends CircuitMuxPolicy {
    private final Line line = new Line();
    private final KeyHeap heap = new KeyHeap();
    private int unit;

    @Override
    public void activated(MuxedCircuit circuit) {
        enter(circuit);
    }

    @Override
    public void deactivated(MuxedCircuit circuit) {
        leave(circuit);
    }

    @Override
    public MuxedCircuit pick() {
        return line.least() <= heap.least() ? line.first() : heap.first();
    }

    @Override
    public void sent(MuxedCircuit circuit, int cells) {
        if (!Place.isNowhere(circuit) && circuit.cells() > 0) {
            leave(circuit);
            enter(circuit);
        }
    }

    @Override
    public int active() {
        return line.size() + heap.size();
    }

    private void enter(MuxedCircuit circuit) {
        if (unit != circuit.recentUnit()) {
            unit = circuit.recentUnit();
            line.changed();
            heap.changed();
        }
        double key = circuit.recentCells();
        if (line.takes(key)) {
            line.append(circuit, key);
        } else {
            heap.add(circuit, key);
        }
    }

    private void leave(MuxedCircuit circuit) {
        if (Place.isNowhere(circuit)) {
            throw new IllegalStateException("a circuit leaves that is not active");
        }
        if (Place.isInLine(circuit)) {
            line.remove(circuit);
        } else {
            heap.remove(circuit);
        }
    }
}
