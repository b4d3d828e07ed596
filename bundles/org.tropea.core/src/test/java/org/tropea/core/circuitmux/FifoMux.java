package org.tropea.core.circuitmux;

import java.util.ArrayDeque;
import java.util.Queue;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.circuitmux.MuxedCircuit;

/** A policy for tests: one circuit until it is empty, then the next. Can be told to fail. */
public final class FifoMux implements CircuitMuxPolicyFactory {
    /** What {@code pick} throws, when not null. */
    public RuntimeException failure;

    /** What {@code pick} answers instead, when not null. */
    public MuxedCircuit nonsense;

    /** Whether {@code pick} answers null. */
    public boolean silent;

    @Override
    public CircuitMuxPolicy create() {
        return new CircuitMuxPolicy() {
            private final Queue<MuxedCircuit> active = new ArrayDeque<>();

            @Override
            public void activated(MuxedCircuit circuit) {
                circuit.policyData = this;
                active.add(circuit);
            }

            @Override
            public void deactivated(MuxedCircuit circuit) {
                active.remove(circuit);
            }

            @Override
            public MuxedCircuit pick() {
                if (failure != null) {
                    throw failure;
                }
                return silent ? null : nonsense != null ? nonsense : active.peek();
            }

            @Override
            public void sent(MuxedCircuit circuit, int cells) {}

            @Override
            public int active() {
                return active.size();
            }
        };
    }
}
