package org.tropea.itests.jmh;

import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tropea.crypto.CryptoFault;
import org.tropea.flow.tls.TlsFault;

/**
 * One relayed cell through the whole relay: socket in memory, OR connection with null TLS, channel backend, circuit with
 * tor1, queue, circuitmux, scheduler, and out by another OR connection. One operation is one cell. The collector is the
 * one that bin/tropea runs with: where it puts a circuit's objects decides what thousands of circuits cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-XX:+UseParallelGC",
            "-XX:ParallelGCThreads=2",
            "-XX:-UseAdaptiveSizePolicy",
            "-Xms128m",
            "-Xmn64m"
        })
public class RelayedCellBenchmark {
    /** The scheduler policy. */
    @Param({"vanilla", "kist"})
    public String scheduler;

    /** The circuitmux policy. */
    @Param({"ewma", "roundrobin"})
    public String mux;

    /** Circuits that are active all the time. */
    @Param({"1", "12", "100", "1000", "10000"})
    public int circuits;

    private BusyRelay relay;

    /** Builds the circuits and fills their queues. */
    @Setup
    public void build() throws CryptoFault, TlsFault, IOException {
        relay = new BusyRelay(scheduler, mux, circuits, true);
    }

    /** {@link BusyRelay#CELLS} cells. */
    @Benchmark
    @OperationsPerInvocation(BusyRelay.CELLS)
    public int relayedCell() throws IOException {
        return relay.turn();
    }

    /** A measurement in which circuits died or cells did not leave would be worth nothing. */
    @TearDown
    public void check() throws IOException {
        if (relay.circuits() != circuits || relay.turn() != BusyRelay.turnBytes()) {
            throw new IllegalStateException("the relay broke while it was measured");
        }
    }
}
