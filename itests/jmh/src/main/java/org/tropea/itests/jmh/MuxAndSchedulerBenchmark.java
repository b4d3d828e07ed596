package org.tropea.itests.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.testkit.TestScope;

/**
 * What the two policies cost together per cell, by the number of active circuits: the scheduler picks among ten
 * channels, of which each has a tenth of the circuits, and the channel's circuitmux policy picks the circuit. One
 * operation is one cell.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MuxAndSchedulerBenchmark {
    private static final int CHANNELS = 10;
    private static final int CELLS = 100 * CHANNELS;
    /** Longer than any interval. */
    private static final long BETWEEN_RUNS = 1_000_000_000;

    /** The scheduler policy. */
    @Param({"kist", "vanilla"})
    public String scheduler;

    /** The circuitmux policy. */
    @Param({"ewma", "roundrobin"})
    public String mux;

    /** Circuits that are active before and after each operation, on all channels together. */
    @Param({"100", "1000", "10000"})
    public int active;

    private final List<FakeChannel> all = new ArrayList<>();
    private final SchedulableChannel[] pending = new SchedulableChannel[CHANNELS];
    private SchedulerPolicy policy;
    private long now;

    /** Activates the circuits, with ledgers as after a while of different use. */
    @Setup
    public void activate() {
        policy = Wiring.scheduler(scheduler)
                .create(TestScope.of("Nickname", "bench").options());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CHANNELS; i++) {
            all.add(new FakeChannel(i, Wiring.mux(mux).create()));
        }
        for (int i = 0; i < active; i++) {
            FakeCircuit circuit = new FakeCircuit(random.nextDouble(100));
            circuit.cells = 1;
            all.get(i % CHANNELS).activated(circuit);
        }
    }

    /** One run, in which each channel takes as much as it has room for: {@link #CELLS} in all. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public long run() {
        now += BETWEEN_RUNS;
        for (int i = 0; i < CHANNELS; i++) {
            FakeChannel channel = all.get(i);
            channel.room = CELLS / CHANNELS;
            pending[i] = channel;
        }
        policy.run(pending, CHANNELS, now);
        return sent();
    }

    private long sent() {
        long cells = 0;
        for (int i = 0; i < CHANNELS; i++) {
            cells += CELLS / CHANNELS - all.get(i).room;
        }
        if (cells != CELLS) {
            throw new IllegalStateException(cells + " cells were sent, not " + CELLS);
        }
        return cells;
    }
}
