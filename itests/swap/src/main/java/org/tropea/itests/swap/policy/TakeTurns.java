package org.tropea.itests.swap.policy;

import java.util.ArrayDeque;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

/** A sound circuitmux policy, circuits in turn, until its 1,000th pick: then it does whatever its kind of fault is. */
abstract class TakeTurns extends CircuitMuxPolicy {
    private static final int FAULTY_PICK = 1000;

    private final ArrayDeque<MuxedCircuit> turns = new ArrayDeque<>();
    private MuxedCircuit left;
    private int picks;

    /** What is wrong with it; {@code left} is the one that became inactive last, null when it is active again or there was none. */
    abstract MuxedCircuit fault(MuxedCircuit left);

    @Override
    public final void activated(MuxedCircuit circuit) {
        turns.add(circuit);
        if (left == circuit) {
            left = null;
        }
    }

    @Override
    public final void deactivated(MuxedCircuit circuit) {
        turns.remove(circuit);
        left = circuit;
    }

    @Override
    public final MuxedCircuit pick() {
        return ++picks == FAULTY_PICK ? fault(left) : turns.peek();
    }

    @Override
    public final void sent(MuxedCircuit circuit, int cells) {
        if (turns.remove(circuit)) {
            turns.add(circuit);
        }
    }

    @Override
    public final int active() {
        return turns.size();
    }
}
