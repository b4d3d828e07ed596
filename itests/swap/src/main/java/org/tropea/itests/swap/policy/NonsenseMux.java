package org.tropea.itests.swap.policy;

import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.circuitmux.MuxedCircuit;

/** Picks, at the 1,000th time, a circuit that has nothing to send, or none while others have. */
public final class NonsenseMux implements CircuitMuxPolicyFactory {
    @Override
    public CircuitMuxPolicy create() {
        return new Policy();
    }

    static final class Policy extends TakeTurns {
        @Override
        MuxedCircuit fault(MuxedCircuit left) {
            return left;
        }
    }
}
