package org.tropea.itests.swap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tropea.itests.badinput.ExitTarget;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.load.NewLinks;
import org.tropea.itests.swap.load.RawEcho;
import org.tropea.itests.swap.load.Run;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Rounds;
import org.tropea.itests.swap.swapper.Step;

/** The selected TLS engine, switched every second while new OR connections open; then one of the two is uninstalled. */
public final class Engines implements Scenario {
    private static final int EVERY_MILLIS = 1000;
    private static final double DRAIN_SECONDS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "engines";
    }

    @Override
    public String title() {
        return "selected TLS engine, switched every second; then one uninstalled";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        Rounds rounds = new Rounds(relay);
        relay.shell().run("tls:use bc");
        relay.shell().run(rounds.secondEngine().command());
        try {
            switched(relay, plan, rounds, findings);
            uninstalled(relay, plan, findings);
        } finally {
            relay.shell().ask("tls:use auto");
            relay.shell().ask(Step.uninstall(Rounds.SECOND_ENGINE_BUNDLE).command());
        }
    }

    private static void switched(SwapNetwork relay, Plan plan, Rounds rounds, Findings findings) {
        NewLinks links = new NewLinks(relay);
        Duration time = Duration.ofSeconds(plan.seconds());
        Run run = Run.of(relay, plan.volume(), time, List.of(rounds.engines()), EVERY_MILLIS);
        NewLinks.Done opened = links.stop();
        findings.detail("switched", run);
        findings.streams("while switched", run.verdict());
        findings.commands(run);
        findings.atLeast("choices", run.choices(), Math.floor(0.8 * run.seconds()), "");
        findings.demand(
                "new OR connections, faults",
                opened.opened() + ", " + opened.faults(),
                "one a second, no fault",
                opened.opened() >= run.seconds() && opened.faults().isEmpty());
    }

    /** Two connections, one by each engine, and the traffic on the engine that stays. */
    private static void uninstalled(SwapNetwork relay, Plan plan, Findings findings) {
        int port = relay.relay().orPort();
        RelayInfo exit = RelayInfo.of(relay.network(), "relay1");
        try (ExitTarget target = new ExitTarget(true);
                Load load = Load.throughMiddle(relay, plan.volume(), LIMIT);
                RawEcho stays = RawEcho.open(port, exit, target.port())) {
            relay.shell().run("tls:use " + Rounds.SECOND_ENGINE);
            try (RawEcho goes = RawEcho.open(port, exit, target.port())) {
                findings.atLeast("connections by the second engine", sessions(relay, Rounds.SECOND_ENGINE), 1, "");
                drained(relay, stays, goes, findings);
            }
            load.awaitMore(plan.volume().bytes());
            findings.streams("one engine uninstalled", load.finish());
            findings.atMost("connections by it afterwards", sessions(relay, Rounds.SECOND_ENGINE), 0, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drained(SwapNetwork relay, RawEcho stays, RawEcho goes, Findings findings) throws IOException {
        long started = System.nanoTime();
        CompletableFuture<String> uninstalled = CompletableFuture.supplyAsync(() ->
                relay.shell().run(Step.uninstall(Rounds.SECOND_ENGINE_BUNDLE).command()));
        double lived = 0;
        while (seconds(started) < DRAIN_SECONDS / 2) {
            goes.cell();
            lived = seconds(started);
        }
        findings.atLeast("its connection still carries cells after", lived, DRAIN_SECONDS / 3, " s");
        boolean closed = goes.awaitClosed(Duration.ofSeconds(5));
        double after = seconds(started);
        findings.demand(
                "its connection is closed after",
                closed ? Findings.number(after) + " s" : "never",
                "2 to 3 s",
                closed && after >= DRAIN_SECONDS - 0.1 && after <= DRAIN_SECONDS + 1);
        uninstalled.join();
        stays.cell();
        findings.demand("the other engine's connection", "carries cells", "carries cells", true);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static int sessions(SwapNetwork relay, String engine) {
        int count = 0;
        for (JsonNode session : relay.shell().json("tls:sessions")) {
            if (session.get("provider").asText().equals(engine)) {
                count++;
            }
        }
        return count;
    }
}
