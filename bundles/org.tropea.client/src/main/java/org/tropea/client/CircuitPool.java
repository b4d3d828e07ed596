package org.tropea.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tropea.flow.fault.CloseCause;

/** The circuits of one loop's client; touched only by that loop. */
final class CircuitPool {
    private final List<ClientCircuit> circuits = new ArrayList<>();

    void add(ClientCircuit circuit) {
        circuits.add(circuit);
    }

    void remove(ClientCircuit circuit) {
        circuits.remove(circuit);
    }

    List<ClientCircuit> all() {
        return List.copyOf(circuits);
    }

    boolean hasOpen() {
        return count(ClientCircuit::isOpen) > 0;
    }

    int count(Predicate<ClientCircuit> fits) {
        int count = 0;
        for (ClientCircuit circuit : circuits) {
            count += fits.test(circuit) ? 1 : 0;
        }
        return count;
    }

    /** The open circuit to put a stream on: one in use before a fresh one, then the younger one. Null for none. */
    ClientCircuit best(EntryAttempt attempt) {
        ClientCircuit best = null;
        for (ClientCircuit circuit : circuits) {
            if (circuit.isOpen() && circuit.suits(attempt) && (best == null || isBetter(circuit, best))) {
                best = circuit;
            }
        }
        return best;
    }

    private static boolean isBetter(ClientCircuit a, ClientCircuit b) {
        return a.isDirty() != b.isDirty() ? a.isDirty() : a.age() > b.age();
    }

    /** A circuit that is being built, or waits for its guard's verdict, and will do; null for none. */
    ClientCircuit coming(EntryAttempt attempt) {
        for (ClientCircuit circuit : circuits) {
            if (circuit.isComing() && circuit.suits(attempt)) {
                return circuit;
            }
        }
        return null;
    }

    /** Those for which nothing was asked yet. */
    List<ClientCircuit> clean() {
        return circuits.stream().filter(ClientCircuit::isClean).toList();
    }

    void closeAll(CloseCause cause) {
        all().forEach(circuit -> circuit.close(cause));
    }
}
