package org.tropea.itests.swap.load;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.TrafficReport;
import org.tropea.itests.swap.relay.SwapNetwork;

/**
 * Streams through one path, two of three circuits downloading and one uploading, each stream followed by a new one on its
 * circuit until {@link #finish}. Every byte is compared. One thread sets it up and closes it; any may ask.
 */
public final class Load implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] MIDDLE = {"relay0", SwapNetwork.RELAY, "relay1"};

    private final List<PathTraffic> plans;
    private final List<RunningTraffic> running;

    private Load(List<PathTraffic> plans) {
        this.plans = plans;
        plans.forEach(PathTraffic::build);
        this.running = plans.stream().map(PathTraffic::start).toList();
    }

    /**
     * Builds {@code circuits} along {@code path} and starts {@code streams} on each, of {@code bytes} each; all is cut off
     * after {@code limit}. Returns when bytes flow.
     */
    public static Load start(CtorNetwork network, String[] path, Volume volume, Duration limit) {
        int up = volume.circuits() / 3;
        Stream<PathTraffic> both = Stream.of(
                network.traffic(path).download().sha256(false).circuits(volume.circuits() - up),
                network.traffic(path).upload().circuits(up));
        List<PathTraffic> plans = (up == 0 ? both.limit(1) : both)
                .map(plan -> plan.streams(volume.streams())
                        .bytes(volume.bytes())
                        .repeat()
                        .limit(limit))
                .toList();
        Load load = new Load(plans);
        load.awaitMore(volume.bytes() / 4);
        return load;
    }

    /** The same with the relay as middle between two C tor relays. */
    public static Load throughMiddle(SwapNetwork relay, Volume volume, Duration limit) {
        return start(relay.network(), MIDDLE, volume, limit);
    }

    /** How much traffic: circuits, streams on each, bytes of each stream. */
    public record Volume(int circuits, int streams, long bytes) {}

    /** Payload bytes moved so far. */
    public long bytes() {
        return running.stream().mapToLong(RunningTraffic::bytes).sum();
    }

    /** Waits until {@code more} bytes have moved. */
    public void awaitMore(long more) {
        long goal = bytes() + more;
        Deadline.in(PATIENCE)
                .await(() -> bytes() >= goal, 5, () -> "the traffic stands still at " + bytes() + " bytes");
    }

    /** Lets the streams that run come to their ends and says what came of all. */
    public Verdict finish() {
        running.forEach(RunningTraffic::finish);
        List<TrafficReport> reports =
                running.stream().map(RunningTraffic::await).toList();
        return Verdict.of(reports);
    }

    @Override
    public void close() {
        finish();
        plans.forEach(PathTraffic::close);
    }

    /** What came of the traffic: streams begun and done with every byte compared, and what went wrong, a line each. */
    public record Verdict(int begun, int done, long bytes, List<String> faults) {
        static Verdict of(List<TrafficReport> reports) {
            List<String> faults = new ArrayList<>();
            reports.forEach(report -> {
                faults.addAll(report.errors());
                faults.addAll(report.closed());
            });
            return new Verdict(
                    reports.stream().mapToInt(TrafficReport::begun).sum(),
                    reports.stream().mapToInt(TrafficReport::done).sum(),
                    reports.stream().mapToLong(TrafficReport::bytes).sum(),
                    List.copyOf(faults));
        }

        /** Whether nothing was lost. */
        public boolean clean() {
            return faults.isEmpty() && begun == done && done > 0;
        }

        @Override
        public String toString() {
            String counts = done + " of " + begun + " streams, " + (bytes >> 20) + " MiB";
            return faults.isEmpty() ? counts : counts + ", faults " + faults;
        }
    }
}
