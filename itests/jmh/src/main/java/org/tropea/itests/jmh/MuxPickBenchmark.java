package org.tropea.itests.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;

/** What a circuitmux policy costs per cell, by the number of active circuits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MuxPickBenchmark {
    /** The circuitmux policy. */
    @Param({"ewma", "roundrobin"})
    public String mux;

    /** Circuits that are active before and after each operation. */
    @Param({"10", "100", "1000", "10000"})
    public int active;

    private CircuitMuxPolicy policy;

    /** Activates the circuits, with ledgers as after a while of different use. */
    @Setup
    public void activate() {
        policy = Wiring.mux(mux).create();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < active; i++) {
            FakeCircuit circuit = new FakeCircuit(random.nextDouble(100));
            circuit.cells = 1;
            policy.activated(circuit);
        }
    }

    /** A circuit with many cells is picked and sends one. */
    @Benchmark
    public FakeCircuit pickAndSend() {
        FakeCircuit circuit = (FakeCircuit) policy.pick();
        circuit.cells++;
        circuit.send();
        policy.sent(circuit, 1);
        return circuit;
    }

    /** A circuit is picked, sends its only cell and leaves; then another cell comes for it. */
    @Benchmark
    public FakeCircuit pickEmptyAndRefill() {
        FakeCircuit circuit = (FakeCircuit) policy.pick();
        circuit.send();
        policy.sent(circuit, 1);
        policy.deactivated(circuit);
        circuit.cells = 1;
        policy.activated(circuit);
        return circuit;
    }
}
