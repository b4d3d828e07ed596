package org.tropea.circuitmux.ewma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;

/** Line and heap together decide as one plain heap does, where no two ledgers are equal. */
class EwmaOrderTest {
    private final CircuitMuxPolicy policy = new EwmaPolicy();
    private final CircuitMuxPolicy plain = new PlainHeapPolicy();
    /** The same circuits, as each of the two sees them, by number. */
    private final List<TestCircuit> ours = new ArrayList<>();

    private final List<TestCircuit> theirs = new ArrayList<>();
    private final List<Integer> active = new ArrayList<>();

    private void add(double recent, int cells) {
        active.add(ours.size());
        ours.add(new TestCircuit(recent, cells));
        theirs.add(new TestCircuit(recent, cells));
        policy.activated(ours.get(ours.size() - 1));
        plain.activated(theirs.get(theirs.size() - 1));
    }

    private void comeBack(int number, int cells) {
        if (!active.contains(number)) {
            active.add(number);
            ours.get(number).cells = cells;
            theirs.get(number).cells = cells;
            policy.activated(ours.get(number));
            plain.activated(theirs.get(number));
        }
    }

    private void remove(Integer number) {
        active.remove(number);
        policy.deactivated(ours.get(number));
        plain.deactivated(theirs.get(number));
    }

    private void send(double weight) {
        Integer picked = ours.indexOf(policy.pick());
        assertEquals(theirs.indexOf(plain.pick()), picked);
        send(policy, ours.get(picked), weight);
        send(plain, theirs.get(picked), weight);
        if (ours.get(picked).cells == 0) {
            remove(picked);
        }
    }

    private static void send(CircuitMuxPolicy to, TestCircuit circuit, double weight) {
        circuit.cells--;
        circuit.recent += weight;
        to.sent(circuit, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfPicksIsThatOfAPlainHeap(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(100);
        for (int step = 0; step < 20_000; step++) {
            int act = random.nextInt(20);
            if (active.isEmpty() || act < 2 && active.size() < most) {
                add(random.nextDouble() * step / 10, 1 + random.nextInt(20));
            } else if (act == 2) {
                remove(active.get(random.nextInt(active.size())));
            } else if (act == 3) {
                comeBack(random.nextInt(ours.size()), 1 + random.nextInt(20));
            } else {
                send(1 + step / 5000.0 + random.nextDouble() / 1000);
            }
            assertEquals(active.size(), policy.active());
        }
    }
}
