package org.tropea.itests.swap.policy;

import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.circuitmux.MuxedCircuit;

/** Throws when it is asked for the 1,000th time which circuit sends next. */
public final class ThrowingMux implements CircuitMuxPolicyFactory {
    @Override
    public CircuitMuxPolicy create() {
        return new Policy();
    }

    static final class Policy extends TakeTurns {
        @Override
        MuxedCircuit fault(MuxedCircuit left) {
            throw new IllegalStateException("the 1,000th pick");
        }
    }
}
