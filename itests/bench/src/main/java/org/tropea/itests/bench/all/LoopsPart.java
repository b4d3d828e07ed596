package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.Spread;
import org.tropea.itests.bench.all.Turns.Contender;
import org.tropea.itests.ctor.CtorNode;

/**
 * A middle relay with two loops beside one with one loop, under 12 circuits of two downloads that come and go by four
 * neighbours, three circuits on each of four paths; once for each JDK.
 */
final class LoopsPart implements Part {
    private static final String OPTION = "EventLoopThreads";
    private static final String ONE = "L";
    private static final String TWO = "M";
    private static final double MOST_CPU = 1.15;
    private static final double LEAST_SHARE = 40;

    private final Sizes sizes;
    private final Map<Subject, String> refusals = new HashMap<>();

    LoopsPart(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public String what() {
        return "a middle relay with two loops beside one with one: CPU, and the lesser loop's part of it";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 2 * Subject.oneOfEachJdk(subjects).size();
    }

    @Override
    public void prepare(Bed bed) {
        for (Subject each : Subject.oneOfEachJdk(bed.subjects())) {
            String refusal = Refusal.of(each, OPTION + " 2");
            if (refusal == null) {
                bed.want(each.node(ONE + each.index()).option(OPTION + " 1"));
                bed.want(each.node(TWO + each.index()).option(OPTION + " 2"));
            } else {
                refusals.put(each, refusal);
            }
        }
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) {
        for (Subject each : Subject.oneOfEachJdk(bed.subjects())) {
            if (refusals.containsKey(each)) {
                turns.without(2);
                report.add(Row.skipped(name(), each.label(), refusals.get(each)));
            } else {
                measure(each, bed, turns, report);
            }
        }
    }

    private void measure(Subject subject, Bed bed, Turns turns, Report report) {
        String label = subject.label();
        String relay = ONE + subject.index();
        String other = TWO + subject.index();
        List<Double> shares = new ArrayList<>();
        CtorNode two = bed.main().node(other);
        Contender one = new Contender("1 loop", () -> traffic(relay).carry(bed.main(), List.of(relay)));
        Contender both = new Contender("2 loops", () -> {
            LoopThreads before = LoopThreads.of(two.pid());
            Measurement run = traffic(other).carry(bed.main(), List.of(other));
            shares.add(100 * LoopThreads.of(two.pid()).since(before).leastShare(2));
            return run;
        });
        Map<String, List<Measurement>> runs = turns.play(name(), List.of(one, both));
        report.runs(name() + " " + label, runs);
        rows(label, runs.get("1 loop"), runs.get("2 loops"), shares, report);
    }

    private void rows(String label, List<Measurement> one, List<Measurement> two, List<Double> shares, Report report) {
        String note = "2 loops beside 1 loop, in C tor's column";
        Limit cpu = Limit.atMost(MOST_CPU);
        report.add(Row.pairs(name(), label, "CPU-s/GiB", one, two, Measurement::cpuPerGib, cpu)
                .noted(note));
        report.add(Row.pairs(name(), label, "MiB/s", one, two, Measurement::mibPerSecond, Limit.NONE)
                .noted(note));
        double[] measured = shares.subList(shares.size() - two.size(), shares.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double share = Spread.of(measured).median();
        report.add(Row.single(name(), label, "%", share, Limit.atLeast(LEAST_SHARE))
                .noted("of both loops' CPU, the lesser one"));
    }

    private Traffic traffic(String relay) {
        List<List<String>> paths = List.of(
                List.of("relay0", relay, "relay1"),
                List.of("relay1", relay, "relay0"),
                List.of("auth0", relay, "auth1"),
                List.of("auth1", relay, "auth0"));
        return new Traffic(paths, 3, 2, sizes.stream(), sizes.runLimit());
    }
}
