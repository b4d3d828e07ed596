package org.tropea.itests.bench.kist;

import java.time.Duration;
import java.util.List;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.TrafficReport;

/** Plays one variant's part of a round: bulk traffic first, then fetches beside it for the measured time. */
final class Scene {

    /** Longer than any run: bulk streams are cut off, not waited for. */
    private static final long BULK_BYTES = 256L << 20;

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final CtorNetwork net;
    private final KistBench settings;

    Scene(CtorNetwork net, KistBench settings) {
        this.net = net;
        this.settings = settings;
    }

    /** New circuits each time, all through the variant as guard, so that all share its connection to the client. */
    Run play(Variant variant) {
        try (PathTraffic bulk = path(variant).circuits(settings.bulk).bytes(BULK_BYTES);
                PathTraffic fetch = path(variant).bytes((long) settings.kib << 10)) {
            bulk.build();
            fetch.repeat(Duration.ofMillis(settings.pause)).build();
            RunningTraffic background = bulk.start();
            sleep(settings.settle);
            Run run = measure(background, fetch.start(), variant);
            requireFine(variant, background.cut());
            return run;
        }
    }

    private Run measure(RunningTraffic background, RunningTraffic fetches, Variant variant) {
        long before = background.bytes();
        long started = System.nanoTime();
        sleep(settings.seconds);
        double took = (System.nanoTime() - started) / 1e9;
        double mbits = (background.bytes() - before) * 8 / 1e6 / took;
        List<Double> durations = fetches.durations();
        requireFine(variant, fetches.cut());
        return new Run(durations, mbits);
    }

    private PathTraffic path(Variant variant) {
        return net.traffic(variant.nickname(), "relay0", "relay1").sha256(false).limit(LIMIT);
    }

    private void requireFine(Variant variant, TrafficReport report) {
        if (!report.errors().isEmpty() || !report.closed().isEmpty()) {
            throw new IllegalStateException(variant.label() + ": " + report + "\n"
                    + net.node(variant.nickname()).tail(20));
        }
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
