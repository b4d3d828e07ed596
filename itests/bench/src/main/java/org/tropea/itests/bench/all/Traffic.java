package org.tropea.itests.bench.all;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.ctor.CpuMeter;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.Rss;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.TrafficReport;

/**
 * Compared downloads through a network.
 *
 * @param paths nicknames along the circuits; all paths carry at the same time
 * @param circuits on each path
 * @param streams on each circuit
 * @param bytes of each stream
 * @param limit the longest time
 */
record Traffic(List<List<String>> paths, int circuits, int streams, long bytes, Duration limit) {

    /** Carries it all once; CPU and memory are the {@code measured} relays'. @throws IllegalStateException on any error */
    Measurement carry(CtorNetwork net, List<String> measured) {
        List<CtorNode> relays = measured.stream().map(net::node).toList();
        List<PathTraffic> plans = paths.stream().map(path -> plan(net, path)).toList();
        try {
            plans.forEach(PathTraffic::build);
            double before = cpu(relays);
            long started = System.nanoTime();
            List<RunningTraffic> running =
                    plans.stream().map(PathTraffic::start).toList();
            List<TrafficReport> reports = new ArrayList<>();
            running.forEach(each -> reports.add(each.await()));
            double seconds = (System.nanoTime() - started) / 1e9;
            double used = cpu(relays) - before;
            reports.forEach(report -> requireClean(report, relays));
            long moved = reports.stream().mapToLong(TrafficReport::bytes).sum();
            return new Measurement(used, moved, seconds, memory(relays));
        } finally {
            plans.forEach(PathTraffic::close);
        }
    }

    private PathTraffic plan(CtorNetwork net, List<String> path) {
        return net.traffic(path.toArray(String[]::new))
                .circuits(circuits)
                .streams(streams)
                .bytes(bytes)
                .sha256(false)
                .limit(limit);
    }

    private static double cpu(List<CtorNode> relays) {
        return relays.stream()
                .mapToDouble(relay -> new CpuMeter(relay.pid()).seconds())
                .sum();
    }

    private static long memory(List<CtorNode> relays) {
        return relays.stream()
                .mapToLong(relay -> Rss.of(relay.pid()).peak())
                .max()
                .orElse(0);
    }

    private static void requireClean(TrafficReport report, List<CtorNode> relays) {
        if (!report.clean()) {
            throw new IllegalStateException(
                    "a run failed: " + report + "\n" + relays.get(0).tail(20));
        }
    }
}
