package org.tropea.itests.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.crypto.relay.Tor1RelayCrypto;

/** tor1 per cell, as a relay uses it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RelayCryptoBenchmark {
    private final byte[] from = new byte[RelayCrypto.PAYLOAD_LEN];
    private final byte[] to = new byte[RelayCrypto.PAYLOAD_LEN];
    private final byte[] passing = new byte[RelayCrypto.PAYLOAD_LEN];
    private final byte[] pretending = new byte[RelayCrypto.PAYLOAD_LEN];
    private RelayLayer layer;

    /** A fresh layer; one payload that is plainly not for us, and one that only its digest gives away. */
    @Setup
    public void make() {
        layer = new Tor1RelayCrypto(new byte[Tor1RelayCrypto.KEY_LEN]).forward();
        passing[1] = 1;
        pretending[5] = 1;
    }

    /** One layer on or off. */
    @Benchmark
    public byte[] apply() {
        layer.apply(from, 0, to, 0);
        return to;
    }

    /** Not recognized, as all but one in 65,536 passing cells. */
    @Benchmark
    public boolean recognizeMiss() {
        return layer.recognize(passing, 0);
    }

    /** The recognized field is zero but the digest does not match: one passing cell in 65,536, and the most it costs. */
    @Benchmark
    public boolean recognizeDigestMiss() {
        return layer.recognize(pretending, 0);
    }
}
