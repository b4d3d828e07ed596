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
        for (int i = 0; i < AT_ONCE && launchFor(ports); i++) {
            continue;
        }
        if (!ports.isEmpty() && isTestDue()) {
            lastTest = client.now();
            launch(node -> true, false);
        }
    }

    /** Begins a circuit for the first port without enough for which there is one; false when none was begun. */
    private boolean launchFor(List<Integer> ports) {
        List<ClientCircuit> clean = pool.clean();
        for (int port : ports) {
            boolean stable = client.options().longLivedPorts().contains(port);
            long enough = clean.stream()
                    .filter(circuit -> allows(circuit.exit(), port) && (circuit.isStable() || !stable))
                    .count();
            if (enough < FOR_EACH_PORT && clean.size() < CLEAN_MOST && launch(exitFor(port, ports), stable)) {
                return true;
            }
        }
        return false;
    }

    /** An exit for all expected ports is better than one for this port alone. */
    private Predicate<Node> exitFor(int port, List<Integer> all) {
        Predicate<Node> every = node -> all.stream().allMatch(one -> allows(node, one));
        return client.hasExit(every) ? every : node -> allows(node, port);
    }

    /** False without a way there: the client remembers why, and other ports may have one. */
    private boolean launch(Predicate<Node> exit, boolean stable) {
        try {
            client.launch(exit, stable);
            return true;
        } catch (NoPath none) {
            return false;
        }
    }

    private boolean allows(Node exit, int port) {
        return (port == PredictedPorts.NAMES || exit.exits().allows(port))
                && client.refused().allows(exit, port);
    }

    private boolean isTestDue() {
        var view = client.parts().directory().current();
        BuildTimes times = client.lessons().times();
        return client.loop().index() == 0
                && times != null
                && times.isLearning()
                && client.now() - lastTest >= view.param("cbttestfreq", 10, 1, Integer.MAX_VALUE) * SECOND
                && client.circuits().size() < view.param("cbtmaxopencircs", 10, 0, 14);
    }
}
