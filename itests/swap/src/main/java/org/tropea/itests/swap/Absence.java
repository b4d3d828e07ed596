package org.tropea.itests.swap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.load.Pause;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Step;

/** Every scheduler, then every circuitmux policy, is uninstalled for some seconds under traffic; then one comes back. */
public final class Absence implements Scenario {
    private static final int AWAY_SECONDS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Map<String, List<String>> KINDS = Map.of(
            "sched", List.of("org.tropea.scheduler.kist", "org.tropea.scheduler.vanilla"),
            "mux", List.of("org.tropea.circuitmux.ewma", "org.tropea.circuitmux.roundrobin"));

    @Override
    public String name() {
        return "absence";
    }

    @Override
    public String title() {
        return "no scheduler, then no circuitmux policy, for " + AWAY_SECONDS + " s";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        for (String kind : List.of("sched", "mux")) {
            try (Load load = Load.throughMiddle(relay, plan.volume(), LIMIT)) {
                away(relay, kind, load, findings);
                load.awaitMore(plan.volume().bytes());
                findings.streams(kind, load.finish());
            }
        }
    }

    private static void away(SwapNetwork relay, String kind, Load load, Findings findings) {
        List<String> bundles = KINDS.get(kind);
        bundles.forEach(bundle -> relay.shell().run(Step.uninstall(bundle).command()));
        findings.demand(
                kind + ": candidates left",
                "" + relay.shell().json(kind + ":list").size(),
                "0",
                relay.shell().json(kind + ":list").isEmpty());
        Pause.millis(AWAY_SECONDS * 500L); // what is on its way arrives, and what a client writes fills the buffers
        long before = load.bytes();
        Pause.millis(AWAY_SECONDS * 500L);
        findings.demand(kind + ": bytes moved meanwhile", "" + (load.bytes() - before), "0", load.bytes() == before);
        long started = System.nanoTime();
        relay.shell().run(Step.install(relay.shipped(bundles.get(0))).command());
        load.awaitMore(1 << 20);
        findings.note(kind + ": from install to the next MiB", (System.nanoTime() - started) / 1_000_000 + " ms");
        relay.shell().run(Step.install(relay.shipped(bundles.get(1))).command());
    }
}
