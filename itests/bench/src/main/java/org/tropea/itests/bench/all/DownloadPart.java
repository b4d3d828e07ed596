package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.all.Turns.Contender;
import org.tropea.itests.ctor.CtorNetwork;

/**
 * Downloads of a C tor client through three relays of one make: Tropea's beside C tor's with its default congestion
 * control, and beside C tor's with fixed windows ({@code cc_alg=0}). Each download has a circuit of its own.
 */
final class DownloadPart implements Part {
    private static final String DEFAULT = "C tor";
    private static final String FIXED = "C tor, cc_alg=0";
    private static final List<String> CTOR_PATH = List.of("relay0", Bed.CTOR, "relay1");

    private final String name;
    private final int downloads;
    private final Limit limit;
    private final Sizes sizes;

    /** {@code limit} is one for the ratio of throughputs, against C tor's default. */
    DownloadPart(String name, int downloads, Limit limit, Sizes sizes) {
        this.name = name;
        this.downloads = downloads;
        this.limit = limit;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return downloads + " downloads at once by a C tor client through three relays: throughput";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 2 + subjects.size();
    }

    @Override
    public void prepare(Bed bed) {
        bed.wantFixed();
        bed.subjects().forEach(subject -> subject.chain().forEach(each -> bed.want(subject.node(each))));
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(DEFAULT, bed.main(), CTOR_PATH));
        contenders.add(contender(FIXED, bed.fixed(), CTOR_PATH));
        bed.subjects().forEach(each -> contenders.add(contender(each.label(), bed.main(), each.chain())));
        Map<String, List<Measurement>> runs = turns.play(name, contenders);
        report.runs(name, runs);
        for (Subject each : bed.subjects()) {
            List<Measurement> own = runs.get(each.label());
            report.add(rate(each.label(), runs.get(DEFAULT), own, limit));
            report.add(rate(each.label(), runs.get(FIXED), own, Limit.NONE).noted("beside cc_alg=0"));
            report.add(cpu(each.label(), runs.get(DEFAULT), own));
        }
    }

    private Row rate(String label, List<Measurement> ctor, List<Measurement> own, Limit demanded) {
        return Row.pairs(name, label, "MiB/s", ctor, own, Measurement::mibPerSecond, demanded);
    }

    private Row cpu(String label, List<Measurement> ctor, List<Measurement> own) {
        return Row.pairs(name, label, "CPU-s/GiB", ctor, own, Measurement::cpuPerGib, Limit.NONE)
                .noted("all three relays");
    }

    private Contender contender(String label, CtorNetwork net, List<String> path) {
        Traffic traffic = new Traffic(
                List.of(path), downloads, 1, downloads == 1 ? sizes.single() : sizes.stream(), sizes.runLimit());
        return new Contender(label, () -> traffic.carry(net, path));
    }
}
