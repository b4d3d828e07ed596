package org.tropea.itests.swap;

import java.time.Duration;
import java.util.List;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.PathCircuit;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.TrafficReport;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Rounds;
import org.tropea.itests.swap.swapper.Step;

/** The bundle of exit connections, updated while streams leave at the relay: they end, their circuits stay. */
public final class Exit implements Scenario {
    private static final String BUNDLE = "org.tropea.conn.exit";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SOME = 1 << 20;

    @Override
    public String name() {
        return "exit";
    }

    @Override
    public String title() {
        return "the exit type's bundle, updated while streams leave at the relay";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        try (PathTraffic traffic = relay.network()
                .traffic("relay0", "relay1", SwapNetwork.RELAY)
                .circuits(4)
                .streams(2)
                .bytes(1L << 30) // far from done when the bundle goes
                .limit(LIMIT)) {
            List<PathCircuit> circuits = traffic.build();
            TrafficReport before = updated(relay, traffic.start());
            findings.note("streams when it was updated", before.begun() + ", ended " + reasons(before));
            stays(circuits, findings);
            TrafficReport after = traffic.bytes(SOME).start().await();
            findings.demand("new streams on the same circuits", after.toString(), "all clean", after.clean());
            stays(circuits, findings);
        }
    }

    private static TrafficReport updated(SwapNetwork relay, RunningTraffic running) {
        Deadline.in(LIMIT).await(() -> running.bytes() > SOME, 5, () -> "no traffic through the exit");
        relay.shell()
                .run(Step.update(BUNDLE, new Rounds(relay).version(BUNDLE, "0.1.1"))
                        .command());
        return running.finish().await();
    }

    /** The distinct ends of streams, without their numbers. */
    private static List<String> reasons(TrafficReport report) {
        return report.errors().stream()
                .map(error -> error.replaceAll("^\\S+ ", "").replaceAll("\\d+ of \\d+", "some"))
                .distinct()
                .toList();
    }

    private static void stays(List<PathCircuit> circuits, Findings findings) {
        long open = circuits.stream().filter(PathCircuit::isOpen).count();
        findings.demand("circuits open", open + " of " + circuits.size(), "all", open == circuits.size());
    }
}
