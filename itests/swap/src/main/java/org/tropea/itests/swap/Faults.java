package org.tropea.itests.swap;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.swap.jar.Misbehaving;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Step;
import org.tropea.itests.swap.swapper.SwapHistory;
import org.tropea.itests.swap.swapper.SwapRecord;

/** Policies that throw, answer nonsense or take too long at their 1,000th call, installed and chosen under traffic. */
public final class Faults implements Scenario {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration NOTICED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public String title() {
        return "policies that fail at their 1,000th call";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        for (String name : List.of("ThrowingScheduler", "NonsenseScheduler", "SlowScheduler")) {
            fault(relay, plan, findings, "sched", name, Misbehaving.scheduler(name, relay.scratch()));
        }
        for (String name : List.of("ThrowingMux", "NonsenseMux")) {
            fault(relay, plan, findings, "mux", name, Misbehaving.mux(name, relay.scratch()));
        }
    }

    private static void fault(SwapNetwork relay, Plan plan, Findings findings, String kind, String name, Path jar) {
        try (Load load = Load.throughMiddle(relay, plan.volume(), LIMIT)) {
            SwapHistory history = new SwapHistory(relay.shell());
            relay.shell().run(Step.install(jar).command());
            relay.shell().run(Step.use(kind, name).command());
            SwapRecord replaced = awaitReplaced(history, name);
            findings.demand(
                    name + ": replaced by",
                    replaced == null ? "nobody" : replaced.to() + ", " + replaced.why(),
                    "the next candidate, as a failure",
                    replaced != null && replaced.hasSuccessor());
            boolean quarantined = isQuarantined(relay.shell().json(kind + ":list"), name);
            findings.demand(name + ": quarantined", "" + quarantined, "true", quarantined);
            load.awaitMore(plan.volume().bytes());
            findings.streams(name, load.finish());
        } finally {
            relay.shell().ask(Step.use(kind, "auto").command());
            relay.shell().ask(Step.uninstall(Misbehaving.symbolicName(name)).command());
        }
    }

    /** The log's entry of its end; null when there is none in time. */
    private static SwapRecord awaitReplaced(SwapHistory history, String name) {
        try {
            Deadline.in(NOTICED).await(() -> find(history, name) != null, 50, () -> name + " goes on");
        } catch (IllegalStateException goesOn) {
            return null;
        }
        return find(history, name);
    }

    private static SwapRecord find(SwapHistory history, String name) {
        history.read();
        return history.swaps().stream()
                .filter(swap -> swap.from().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isQuarantined(JsonNode list, String name) {
        for (JsonNode line : list) {
            if (line.get("name").asText().equals(name)) {
                return line.get("quarantined").asBoolean();
            }
        }
        return false;
    }
}
