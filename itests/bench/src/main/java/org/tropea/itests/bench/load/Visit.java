package org.tropea.itests.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.badinput.RelayKeys;
import org.tropea.itests.ctor.CpuMeter;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Rss;

/**
 * One round of measurements at one relay, each with a process that has just been started where memory is looked at. Throws
 * an IllegalStateException when a circuit or a connection is lost or a byte is wrong.
 */
final class Visit {
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** Rounds of handshakes that are not counted: a JVM's compilers work through the first 40,000. */
    private static final int WARM_UPS = 4;

    private static final double MIB = 1 << 20;

    private final CtorNode node;
    private final Settings load;
    private final Set<Part> parts;
    private final Duration limit;
    private final Map<Figure, Double> figures = new LinkedHashMap<>();

    Visit(CtorNode node, Settings load, Set<Part> parts) {
        this.node = node;
        this.load = load;
        this.parts = parts;
        this.limit = Duration.ofSeconds(load.stepSeconds());
    }

    /** Measures everything that was asked for. */
    Map<Figure, Double> figures() throws IOException {
        restart(true);
        if (parts.contains(Part.circuits) || parts.contains(Part.handshakes) || parts.contains(Part.cells)) {
            fewConnections();
        }
        if (parts.contains(Part.scale)) {
            restart(false);
            manyConnections();
        }
        return figures;
    }

    private void restart(boolean counts) {
        if (node.isAlive()) {
            node.stop();
        }
        double seconds = Ready.start(node, limit);
        if (counts) {
            figures.put(Figure.READY, seconds);
        }
    }

    private Generator generator() throws IOException {
        RelayInfo relay = RelayKeys.of(node).at(node.orPort());
        Generator generator = new Generator(relay, limit);
        generator.idle(SETTLE);
        return generator;
    }

    // ---- circuits over few connections ----------------------------------------------------------------------------

    private void fewConnections() throws IOException {
        try (Generator generator = generator()) {
            generator.connect(load.links());
            idleCircuits(generator);
            if (parts.contains(Part.handshakes)) {
                figures.put(Figure.NTOR, warmHandshakes(generator, false));
                figures.put(Figure.FAST, warmHandshakes(generator, true));
            }
            if (parts.contains(Part.cells)) {
                cells(generator);
            }
        }
    }

    /** Also warms a JVM up, so it is always done. */
    private void idleCircuits(Generator generator) {
        boolean counts = parts.contains(Part.circuits);
        double heap = counts ? heap() : Double.NaN;
        double before = resident();
        generator.build(load.circuits(), load.atOnce(), false);
        if (counts) {
            figures.put(Figure.IDLE, before);
            figures.put(Figure.CIRCUITS, (resident() - before) * 1_000 / load.circuits());
            figures.put(Figure.HEAP, heap() - heap);
        }
        rest(generator);
    }

    private void rest(Generator generator) {
        generator.destroyAll();
        generator.idle(SETTLE);
    }

    /** A relay runs for weeks: what its compilers do for the first 50,000 is not counted. C tor has none. */
    private double warmHandshakes(Generator generator, boolean fast) {
        int warmUps = LiveHeap.isJvm(node.pid()) ? WARM_UPS : 1;
        for (int i = 0; i < warmUps; i++) {
            handshakes(generator, fast);
        }
        return handshakes(generator, fast);
    }

    /** Circuits built per CPU second of the relay. */
    private double handshakes(Generator generator, boolean fast) {
        double used = cpu();
        generator.build(load.circuits(), load.atOnce(), fast);
        used = cpu() - used;
        rest(generator);
        return load.circuits() / used;
    }

    private void cells(Generator generator) {
        double cheapest = Double.MAX_VALUE;
        double dearest = 0;
        boolean cold = true;
        for (int active : load.active()) {
            generator.build(active, load.atOnce(), true);
            generator.extend(active, load.atOnce());
            if (cold) {
                cost(generator, active);
                cold = false;
            }
            double cost = cost(generator, active);
            cheapest = Math.min(cheapest, cost);
            dearest = Math.max(dearest, cost);
            figures.put(Figure.cell(active), cost);
            rest(generator);
        }
        figures.put(Figure.GROWTH, dearest / cheapest);
    }

    /** Microseconds of the relay's CPU per cell that it passed on, onward or back. */
    private double cost(Generator generator, int active) {
        double used = cpu();
        generator.relay(load.cells(), Math.max(1, load.underWay() / active));
        return (cpu() - used) * 1e6 / (2.0 * load.cells());
    }

    // ---- full scale -----------------------------------------------------------------------------------------------

    private void manyConnections() throws IOException {
        try (Generator generator = generator()) {
            double before = resident();
            generator.connect(load.connections());
            figures.put(Figure.CONNECTIONS, (resident() - before) * 1_000 / load.connections());
            generator.build(load.circuits(), load.atOnce(), false);
            int active = load.circuits() / 10;
            generator.extend(active, load.atOnce());
            cost(generator, active);
            figures.put(Figure.FULL_CELL, cost(generator, active));
            figures.put(Figure.FULL, resident());
            requireAll(generator);
        }
    }

    private void requireAll(Generator generator) {
        if (generator.connections() != load.connections()
                || generator.circuits() != load.circuits()
                || generator.cells() != 2L * load.cells()) {
            throw new IllegalStateException(node.nickname() + ": " + generator);
        }
    }

    private double cpu() {
        return new CpuMeter(node.pid()).seconds();
    }

    private double resident() {
        return Rss.of(node.pid()).now() / MIB;
    }

    /** NaN for what is no JVM. */
    private double heap() {
        return LiveHeap.of(node.pid()).stream()
                .mapToDouble(bytes -> bytes / MIB)
                .findFirst()
                .orElse(Double.NaN);
    }
}
