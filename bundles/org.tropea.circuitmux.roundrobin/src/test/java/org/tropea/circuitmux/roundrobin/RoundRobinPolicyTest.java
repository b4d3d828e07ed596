package org.tropea.circuitmux.roundrobin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

class RoundRobinPolicyTest {
    private final CircuitMuxPolicy policy = new RoundRobinFactory().create();

    /** A circuit with a name and some cells. */
    private static final class TestCircuit extends MuxedCircuit {
        private final String name;
        private int cells;

        TestCircuit(String name, int cells) {
            this.name = name;
            this.cells = cells;
        }

        @Override
        public int cells() {
            return cells;
        }

        @Override
        public long oldestAt() {
            return 0;
        }

        @Override
        public double recentCells() {
            return 0;
        }

        @Override
        public long sentCells() {
            return 0;
        }
    }

    private TestCircuit active(String name, int cells) {
        TestCircuit circuit = new TestCircuit(name, cells);
        policy.activated(circuit);
        return circuit;
    }

    private String send(int cells) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < cells && policy.pick() != null; i++) {
            TestCircuit circuit = (TestCircuit) policy.pick();
            order.append(circuit.name);
            circuit.cells--;
            policy.sent(circuit, 1);
            if (circuit.cells == 0) {
                policy.deactivated(circuit);
            }
        }
        return order.toString();
    }

    @Test
    void everybodyInTurnUntilEmpty() {
        active("a", 3);
        active("b", 1);
        active("c", 2);
        assertEquals("abcaca", send(10));
        assertEquals(0, policy.active());
        assertNull(policy.pick());
    }

    @Test
    void aNewOneWaitsForARound() {
        active("a", 5);
        active("b", 5);
        assertEquals("a", send(1));
        active("c", 5);
        assertEquals("bacb", send(4));
    }

    @Test
    void whoLeavesIsSkippedAndMayComeBack() {
        TestCircuit a = active("a", 5);
        active("b", 5);
        active("c", 5);
        policy.deactivated(a);
        assertEquals("bcb", send(3));
        policy.activated(a);
        assertEquals("cba", send(3));
    }
}
