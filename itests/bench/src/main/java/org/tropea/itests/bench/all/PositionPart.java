package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.Position;
import org.tropea.itests.bench.all.Turns.Contender;

/** One relay in one position of a three-hop path of C tor relays; what its processes spend. */
final class PositionPart implements Part {
    private final String name;
    private final Position position;
    private final int circuits;
    private final int streams;
    private final Limit limit;
    private final Sizes sizes;

    /** {@code limit} is one for the CPU ratio. */
    PositionPart(String name, Position position, int circuits, int streams, Limit limit, Sizes sizes) {
        this.name = name;
        this.position = position;
        this.circuits = circuits;
        this.streams = streams;
        this.limit = limit;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return circuits + " circuits of " + streams + " downloads, the relay as " + position + ": CPU and throughput";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 1 + subjects.size();
    }

    @Override
    public void prepare(Bed bed) {
        bed.subjects().forEach(each -> bed.want(each.node(each.first())));
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) {
        List<Contender> contenders = new ArrayList<>(List.of(contender("C tor", Bed.CTOR, bed)));
        bed.subjects().forEach(each -> contenders.add(contender(each.label(), each.first(), bed)));
        Map<String, List<Measurement>> runs = turns.play(name, contenders);
        report.runs(name, runs);
        List<Measurement> ctor = runs.get("C tor");
        for (Subject each : bed.subjects()) {
            List<Measurement> own = runs.get(each.label());
            report.add(Row.pairs(name, each.label(), "CPU-s/GiB", ctor, own, Measurement::cpuPerGib, limit));
            report.add(Row.pairs(name, each.label(), "MiB/s", ctor, own, Measurement::mibPerSecond, Limit.NONE));
        }
    }

    private Contender contender(String label, String nickname, Bed bed) {
        Traffic traffic =
                new Traffic(List.of(List.of(position.path(nickname))), circuits, streams, bytes(), sizes.runLimit());
        return new Contender(label, () -> traffic.carry(bed.main(), List.of(nickname)));
    }

    private long bytes() {
        return circuits * streams == 1 ? sizes.single() : sizes.stream();
    }
}
