package org.tropea.client;

import java.util.List;
import java.util.function.Predicate;
import org.tropea.net.directory.Node;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.NoPath;

/**
 * Keeps circuits built ahead: two clean ones for each port that is expected again, and while build times are being learnt
 * one more now and then (path-spec 2.1.1, 2.4.2). Touched only by its loop.
 */
final class Preparation {
    private static final int FOR_EACH_PORT = 2;
    private static final int CLEAN_MOST = 12;
    private static final int AT_ONCE = 2;
    private static final long SECOND = 1_000_000_000L;

    private final LoopClient client;
    private final CircuitPool pool;
    private final PredictedPorts predicted;
    private long lastTest;

    Preparation(LoopClient client, CircuitPool pool, long now) {
        this.client = client;
        this.pool = pool;
        this.predicted = new PredictedPorts(now);
        this.lastTest = now;
    }

    void used(Target target) {
        predicted.used(target.isConnect() ? target.port() : PredictedPorts.NAMES, client.now());
    }

    /** Once a second. */
    void prepare() {
        if (!client.options().predicts()) {
            return;
        }
        List<Integer> ports = predicted.expected(client.now(), client.options().circuitsAvailable());
        try {
            for (int i = 0; i < AT_ONCE && !launchFor(ports); i++) {
                continue;
            }
            if (!ports.isEmpty() && isTestDue()) {
                lastTest = client.now();
                client.launch(node -> true, false);
            }
        } catch (NoPath none) {
            return; // the client remembers why; the next second sees
        }
    }

    /** Begins a circuit for the first port without enough; returns whether all have enough. */
    private boolean launchFor(List<Integer> ports) throws NoPath {
        List<ClientCircuit> clean = pool.clean();
        for (int port : ports) {
            boolean stable = client.options().longLivedPorts().contains(port);
            long enough = clean.stream()
                    .filter(circuit -> allows(circuit.exit(), port) && (circuit.isStable() || !stable))
                    .count();
            if (enough < FOR_EACH_PORT && clean.size() < CLEAN_MOST) {
                launch(port, ports, stable);
                return false;
            }
        }
        return true;
    }

    /** An exit for all expected ports is better than one for this port alone. */
    private void launch(int port, List<Integer> all, boolean stable) throws NoPath {
        Predicate<Node> every = node -> all.stream().allMatch(one -> allows(node, one));
        client.launch(client.hasExit(every) ? every : node -> allows(node, port), stable);
    }

    private boolean allows(Node exit, int port) {
        return (port == PredictedPorts.NAMES || exit.exits().allows(port))
                && client.refused().allows(exit, port);
    }

    private boolean isTestDue() {
        var view = client.parts().directory().current();
        BuildTimes times = client.times();
        return client.loop().index() == 0
                && times != null
                && times.isLearning()
                && client.now() - lastTest >= view.param("cbttestfreq", 10, 1, Integer.MAX_VALUE) * SECOND
                && client.circuits().size() < view.param("cbtmaxopencircs", 10, 0, 14);
    }
}
