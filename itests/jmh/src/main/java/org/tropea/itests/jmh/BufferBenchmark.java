package org.tropea.itests.jmh;

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
import org.tropea.buffer.extents.ExtentLayer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/** Append, drain and move in the extents buffer, in pieces of one cell and of one sealed TLS record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class BufferBenchmark {
    /** Bytes of the pieces: a cell, and a full TLS record. */
    @Param({"514", "16406"})
    public int piece;

    private byte[] bytes;
    private Buffer one;
    private Buffer other;

    /** Two buffers of one pool with some pieces in the first, so that pieces straddle extents now and then. */
    @Setup
    public void fill() {
        bytes = new byte[piece];
        BufferPool pool = new ExtentLayer().pool(() -> 0);
        one = pool.buffer();
        other = pool.buffer();
        for (int i = 0; i < 8; i++) {
            one.append(bytes, 0, piece);
        }
    }

    /** A piece in at the tail, one out at the head. */
    @Benchmark
    public int appendDrain() {
        one.append(bytes, 0, piece);
        one.drain(piece);
        return one.length();
    }

    /** A piece in, one on to another buffer, and out there. */
    @Benchmark
    public int appendMoveDrain() {
        one.append(bytes, 0, piece);
        one.moveTo(other, piece);
        other.drain(piece);
        return one.length();
    }
}
