package org.tropea.circuitmux.ewma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

class EwmaPolicyTest {
    private final CircuitMuxPolicy policy = new EwmaFactory().create();

    private TestCircuit active(double recent, int cells) {
        TestCircuit circuit = new TestCircuit(recent, cells);
        policy.activated(circuit);
        return circuit;
    }

    /** Sends one cell of the circuit that the policy picks, as the core does. */
    private TestCircuit send(double weight) {
        TestCircuit circuit = (TestCircuit) policy.pick();
        circuit.cells--;
        circuit.sent++;
        circuit.recent += weight;
        policy.sent(circuit, 1);
        if (circuit.cells == 0) {
            policy.deactivated(circuit);
        }
        return circuit;
    }

    @Test
    void theQuietOneGoesFirst() {
        active(100, 5);
        TestCircuit quiet = active(1, 5);
        active(50, 5);
        assertSame(quiet, policy.pick());
    }

    @Test
    void nobodyWhenNobodyIsActive() {
        assertNull(policy.pick());
        active(1, 1);
        send(1);
        assertNull(policy.pick());
        assertEquals(0, policy.active());
    }

    @Test
    void equalsShareEqually() {
        List<TestCircuit> circuits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            circuits.add(active(0, 1000));
        }
        for (int i = 0; i < 1000; i++) {
            send(1);
        }
        circuits.forEach(circuit -> assertEquals(100, circuit.sent));
    }

    @Test
    void aChatDoesNotWaitBehindADownload() {
        TestCircuit bulk = active(0, 100_000);
        for (int i = 0; i < 500; i++) {
            send(1);
        }
        TestCircuit chat = active(0, 3);
        for (int i = 0; i < 3; i++) {
            assertSame(chat, send(1));
        }
        assertSame(bulk, send(1));
    }

    @Test
    void ofEqualsWhoSentFirstGoesFirst() {
        TestCircuit first = active(5, 2);
        TestCircuit second = active(5, 2);
        for (TestCircuit expected : List.of(first, second, first, second)) {
            assertSame(expected, send(1));
        }
    }

    @Test
    void anotherUnitOfTheLedgersChangesNoOrder() {
        TestCircuit most = active(900, 2);
        TestCircuit middle = active(600, 2);
        TestCircuit least = active(300, 2);
        for (TestCircuit circuit : List.of(most, middle, least)) {
            circuit.recent /= 100;
            circuit.unit++;
        }
        TestCircuit newcomer = new TestCircuit(7, 2);
        newcomer.unit++;
        policy.activated(newcomer);
        for (TestCircuit expected : List.of(least, least, middle, middle, newcomer, newcomer, most, most)) {
            assertSame(expected, send(0.1));
        }
        assertNull(policy.pick());
    }

    @Test
    void whoLeavesOutOfTurnLeavesTheOthersInTheirs() {
        List<TestCircuit> circuits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            circuits.add(active(i, 1));
        }
        for (int i = 0; i < 40; i += 2) {
            policy.deactivated(circuits.get(i));
        }
        for (int i = 40; i < 60; i++) {
            circuits.add(active(i, 1));
        }
        for (int i = 0; i < 60; i++) {
            if (i >= 40 || i % 2 == 1) {
                assertSame(circuits.get(i), send(1));
            }
        }
        assertEquals(0, policy.active());
    }

    @Test
    void aRandomLifeAlwaysPicksTheLeast() {
        Random random = new Random(7);
        List<TestCircuit> active = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int act = random.nextInt(10);
            if (active.isEmpty() || act < 3) {
                active.add(active(random.nextInt(1000), 1 + random.nextInt(5)));
            } else if (act == 3) {
                policy.deactivated(active.remove(random.nextInt(active.size())));
            } else {
                double least = active.stream()
                        .mapToDouble(MuxedCircuit::recentCells)
                        .min()
                        .orElseThrow();
                assertEquals(least, policy.pick().recentCells());
                TestCircuit sender = send(1 + step / 1000.0);
                if (sender.cells == 0) {
                    active.remove(sender);
                }
            }
            assertEquals(active.size(), policy.active());
        }
        assertTrue(policy.active() > 0);
    }
}
