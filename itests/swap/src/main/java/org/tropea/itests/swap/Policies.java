package org.tropea.itests.swap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.tropea.itests.swap.load.Distribution;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.load.Run;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Rounds;
import org.tropea.itests.swap.swapper.Step;
import org.tropea.itests.swap.swapper.SwapRecord;

/** Scheduler and circuitmux policy, each swapped every 100 ms, beside runs without. */
public final class Policies implements Scenario {
    private static final int EVERY_MILLIS = 100;

    @Override
    public String name() {
        return "policies";
    }

    @Override
    public String title() {
        return "scheduler and circuitmux policy, each swapped every " + EVERY_MILLIS + " ms";
    }

    @Override
    public void run(SwapNetwork relay, Plan plan, Findings findings) {
        Rounds rounds = new Rounds(relay);
        rounds.wishForExample().forEach(step -> relay.shell().run(step.command()));
        List<List<Step>> swapping = List.of(rounds.schedulers(), rounds.muxes());
        List<Run> with = new ArrayList<>();
        List<Run> without = new ArrayList<>();
        if (plan.warmUp() > 0) {
            run(relay, plan, plan.warmUp(), List.of());
            run(relay, plan, plan.warmUp(), swapping);
        }
        for (int pair = 1; pair <= plan.pairs(); pair++) {
            boolean swapFirst = pair % 2 == 0;
            Run first = run(relay, plan, plan.seconds(), swapFirst ? swapping : List.of());
            Run second = run(relay, plan, plan.seconds(), swapFirst ? List.of() : swapping);
            with.add(swapFirst ? first : second);
            without.add(swapFirst ? second : first);
            show(pair, with.get(pair - 1), without.get(pair - 1), findings);
        }
        relay.shell().run("sched:use auto");
        judge(with, without, plan, findings);
    }

    private static Run run(SwapNetwork relay, Plan plan, int seconds, List<List<Step>> rounds) {
        return Run.of(relay, plan.volume(), Duration.ofSeconds(seconds), rounds, EVERY_MILLIS);
    }

    private static void show(int pair, Run with, Run without, Findings findings) {
        findings.note(
                "pair " + pair + ": MiB/s, CPU-s/GiB, gap p99 ms",
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f, %.2f / %.2f, %.2f / %.2f (with / without)",
                        with.mibPerSecond(),
                        without.mibPerSecond(),
                        with.cpuPerGib(),
                        without.cpuPerGib(),
                        with.gaps().p99(),
                        without.gaps().p99()));
    }

    private static void judge(List<Run> with, List<Run> without, Plan plan, Findings findings) {
        findings.detail("with", with);
        findings.detail("without", without);
        streams("with swaps", with, findings);
        streams("without", without, findings);
        swaps(with, plan, findings);
        Distribution first = firstRuns(with, swap -> true);
        findings.note("adopted by every loop", percentiles(adoptions(with)));
        findings.note(
                "first run, scheduler",
                percentiles(firstRuns(with, swap -> swap.slot().equals("scheduler"))));
        findings.note(
                "first run, circuitmux",
                percentiles(firstRuns(with, swap -> swap.slot().equals("circuitmux"))));
        findings.note("first run, by bundles", percentiles(firstRuns(with, SwapRecord::isByBundle)));
        findings.note("gaps with swaps", with.get(with.size() - 1).gaps().toString());
        findings.note("gaps without", without.get(without.size() - 1).gaps().toString());
        Distribution rates = ratios(with, without, Run::mibPerSecond);
        Distribution gaps = ratios(with, without, run -> run.gaps().p99());
        findings.note("throughput with/without, pair by pair", rates.toString());
        findings.note("gap p99 with/without, pair by pair", gaps.toString());
        if (plan.demanding()) {
            findings.atMost("offer to first run, p99", first.percentile(99), 5, " ms");
            findings.atLeast("throughput with/without, median", rates.median(), 0.9, "");
            findings.atMost("gap p99 with/without, median", gaps.median(), 1.5, "");
        } else {
            findings.note("offer to first run", percentiles(first));
        }
    }

    private static void streams(String which, List<Run> runs, Findings findings) {
        findings.streams(which, runs.stream().map(Run::verdict).toArray(Load.Verdict[]::new));
    }

    private static void swaps(List<Run> with, Plan plan, Findings findings) {
        findings.commands(with.toArray(Run[]::new));
        double seconds = with.stream().mapToDouble(Run::seconds).sum();
        int commands =
                with.stream().mapToInt(run -> run.choices() + run.bundles()).sum();
        findings.atLeast("commands a second, both slots", commands / seconds, plan.demanding() ? 19 : 1, "");
        List<SwapRecord> all =
                with.stream().flatMap(run -> run.swaps().stream()).toList();
        long byBundle = all.stream().filter(SwapRecord::isByBundle).count();
        findings.note("swaps in the log", all.size() + ", by bundles " + byBundle);
        findings.atLeast("share of swaps by bundles", (double) byBundle / all.size(), 0.5, "");
    }

    private static Distribution firstRuns(List<Run> runs, Predicate<SwapRecord> which) {
        return new Distribution(runs.stream()
                .flatMap(run -> run.swaps().stream())
                .filter(SwapRecord::hasRun)
                .filter(which)
                .map(SwapRecord::firstRunMillis)
                .toList());
    }

    private static Distribution adoptions(List<Run> runs) {
        return new Distribution(runs.stream()
                .flatMap(run -> run.swaps().stream())
                .map(SwapRecord::adoptedMillis)
                .toList());
    }

    private static String percentiles(Distribution times) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f, p90 %.2f, p99 %.2f, max %.2f ms of %d",
                times.percentile(50),
                times.percentile(90),
                times.percentile(99),
                times.percentile(100),
                times.count());
    }

    private static Distribution ratios(List<Run> with, List<Run> without, ToDoubleFunction<Run> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i)));
        }
        return new Distribution(ratios);
    }
}
