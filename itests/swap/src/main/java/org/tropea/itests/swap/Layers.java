package org.tropea.itests.swap;

import java.time.Duration;
import java.util.List;
import org.tropea.itests.swap.load.Run;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Rounds;
import org.tropea.itests.swap.swapper.SwapRecord;

/** The buffer layer, swapped every second. */
public final class Layers implements Scenario {
    private static final int EVERY_MILLIS = 1000;

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public String title() {
        return "buffer layer, swapped every second";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        Rounds rounds = new Rounds(relay);
        rounds.wishForSecondLayer().forEach(step -> relay.shell().run(step.command()));
        Duration time = Duration.ofSeconds(plan.seconds());
        Run without = Run.of(relay, plan.volume(), time, List.of(), EVERY_MILLIS);
        Run with = Run.of(relay, plan.volume(), time, List.of(rounds.layers()), EVERY_MILLIS);
        relay.shell().run("buffer:use auto");
        findings.detail("with", with);
        findings.detail("without", without);
        findings.streams("with swaps", with.verdict());
        findings.streams("without", without.verdict());
        findings.commands(with);
        long layers = with.swaps().stream()
                .filter(swap -> swap.slot().equals("buffer"))
                .filter(SwapRecord::hasSuccessor)
                .count();
        findings.atLeast("swaps of the buffer layer", layers, Math.floor(0.8 * with.seconds()), "");
        findings.note(
                "MiB/s with, without",
                Findings.number(with.mibPerSecond()) + ", " + Findings.number(without.mibPerSecond()));
        findings.note("gaps with", with.gaps().toString());
        findings.note("gaps without", without.gaps().toString());
    }
}
