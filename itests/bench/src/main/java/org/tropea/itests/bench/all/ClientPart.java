package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;
import org.tropea.itests.bench.all.Turns.Contender;
import org.tropea.itests.ctor.CpuMeter;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Rss;
import org.tropea.itests.ctor.SocksDownloads;
import org.tropea.itests.ctor.TrafficReport;

/**
 * Downloads of a Tropea client through three Tropea relays beside those of a C tor client through three C tor relays, with
 * C tor's default congestion control and with fixed windows ({@code cc_alg=0}). The CPU is the client's alone. All
 * circuits stand before a run begins.
 */
final class ClientPart implements Part {
    private static final String DEFAULT = "C tor";
    private static final String FIXED = "C tor, cc_alg=0";
    private static final List<String> CTOR_PATH = List.of("relay0", Bed.CTOR, "relay1");

    /** The compilers of four JVMs are busy for longer than the run that warms C tor up; these take a second each. */
    private static final int MORE_WARM_UPS = 4;

    private final String name;
    private final int circuits;
    private final int streams;
    private final Limit rate;
    private final Limit cpu;
    private final Sizes sizes;

    /** {@code rate} and {@code cpu} are limits for the ratios of throughput and of the client's CPU per GiB. */
    ClientPart(String name, int circuits, int streams, Limit rate, Limit cpu, Sizes sizes) {
        this.name = name;
        this.circuits = circuits;
        this.streams = streams;
        this.rate = rate;
        this.cpu = cpu;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return circuits + " circuits of " + streams + " downloads by a Tropea client: throughput and the client's CPU";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 2 + subjects.size();
    }

    @Override
    public void prepare(Bed bed) {
        bed.wantFixed();
        bed.subjects().forEach(each -> {
            each.chain().forEach(relay -> bed.want(each.node(relay)));
            bed.wantClient(each);
        });
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(ctor(DEFAULT, bed.main()));
        contenders.add(ctor(FIXED, bed.fixed()));
        for (Subject each : bed.subjects()) {
            int port = bed.socksPort(each);
            CtorNode client = bed.main().node(each.client());
            for (int i = 0; i < MORE_WARM_UPS; i++) {
                own(port, client);
            }
            contenders.add(new Contender(each.label(), () -> own(port, client)));
        }
        Map<String, List<Measurement>> runs = turns.play(name, contenders);
        report.runs(name, runs);
        bed.subjects().forEach(each -> rows(each.label(), runs, report));
    }

    private void rows(String label, Map<String, List<Measurement>> runs, Report report) {
        List<Measurement> own = runs.get(label);
        for (String other : List.of(DEFAULT, FIXED)) {
            List<Measurement> ctor = runs.get(other);
            String beside = other.equals(FIXED) ? "beside cc_alg=0" : null;
            report.add(Row.pairs(name, label, "MiB/s", ctor, own, Measurement::mibPerSecond, rate)
                    .noted(beside));
            report.add(Row.pairs(name, label, "CPU-s/GiB", ctor, own, Measurement::cpuPerGib, cpu)
                    .noted(beside == null ? "the client" : "the client, " + beside));
        }
    }

    private Contender ctor(String label, CtorNetwork net) {
        Traffic traffic = new Traffic(List.of(CTOR_PATH), circuits, streams, bytes(), sizes.runLimit());
        return new Contender(
                label, () -> traffic.carry(net, List.of(net.client().nickname())));
    }

    private Measurement own(int port, CtorNode client) {
        SocksDownloads traffic = new SocksDownloads(port)
                .users(circuits)
                .streams(circuits * streams)
                .bytes(bytes())
                .withoutDigest()
                .limit(sizes.runLimit())
                .open();
        CpuMeter meter = new CpuMeter(client.pid());
        double before = meter.seconds();
        TrafficReport report = traffic.run();
        double used = meter.seconds() - before;
        if (!report.clean()) {
            throw new IllegalStateException("a run failed: " + report + "\n" + client.tail(20));
        }
        return new Measurement(
                used, report.bytes(), report.seconds(), Rss.of(client.pid()).peak());
    }

    private long bytes() {
        return circuits * streams == 1 ? sizes.single() : sizes.stream();
    }
}
