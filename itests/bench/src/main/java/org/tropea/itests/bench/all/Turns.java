package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tropea.itests.bench.Measurement;

/** Lets contenders run in turn, A B A B …, after runs that are not counted; says how far it is. */
final class Turns {
    private final int warmUps;
    private final int pairs;
    private int total;
    private final Consumer<String> progress;
    private int done;
    private double seconds;

    /** One that runs; {@code label} is unique among those that take turns. */
    record Contender(String label, Supplier<Measurement> run) {}

    /** {@code contenders} of all parts together, for the estimate. */
    Turns(int warmUps, int pairs, int contenders, Consumer<String> progress) {
        this.warmUps = warmUps;
        this.pairs = pairs;
        this.total = contenders * (warmUps + pairs);
        this.progress = progress;
    }

    /** The measured runs of each, by label; as many as there are pairs. */
    Map<String, List<Measurement>> play(String part, List<Contender> contenders) {
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        contenders.forEach(each -> runs.put(each.label(), new ArrayList<>()));
        for (int round = 1 - warmUps; round <= pairs; round++) {
            for (Contender each : contenders) {
                Measurement run = timed(each);
                say(part, round, each, run);
                if (round > 0) {
                    runs.get(each.label()).add(run);
                }
            }
        }
        return runs;
    }

    private Measurement timed(Contender contender) {
        long started = System.nanoTime();
        Measurement run = contender.run().get();
        seconds += (System.nanoTime() - started) / 1e9;
        done++;
        return run;
    }

    private void say(String part, int round, Contender contender, Measurement run) {
        double left = seconds / done * (total - done) / 60;
        progress.accept(String.format(
                Locale.ROOT,
                "%s %s %s: %.2f CPU-s/GiB, %.1f MiB/s; run %d of %d, about %.0f min left",
                part,
                round > 0 ? round + "/" + pairs : "warm-up",
                contender.label(),
                run.cpuPerGib(),
                run.mibPerSecond(),
                done,
                total,
                Math.ceil(left)));
    }

    /** So many contenders that were counted do not run. */
    void without(int contenders) {
        total -= contenders * (warmUps + pairs);
    }
}
