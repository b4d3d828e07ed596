package org.tropea.itests.jmh;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
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
import org.tropea.cell.Cell;
import org.tropea.crypto.CryptoFault;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.TlsHandshake;
import org.tropea.tls.bc.BcTlsProvider;
import org.tropea.tls.jdk.JdkTlsProvider;

/**
 * One TLS record through both ends' engines: one operation seals it and opens it, or only seals it. Both ends are of the
 * same provider, so its other half must be had from the difference.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TlsRecordBenchmark {
    /** The provider of both ends. */
    @Param({"bc", "jdk"})
    public String engine;

    /** Cells in the record: the most that fit, and the least. */
    @Param({"31", "1"})
    public int cells;

    private final ByteBuffer sealed = ByteBuffer.allocate(2 * TlsEngine.RECORD_MAX);
    private final ByteBuffer opened = ByteBuffer.allocate(2 * TlsEngine.RECORD_MAX);
    private ByteBuffer plain;
    private TlsProvider provider;
    private TlsCredentials credentials;
    private TlsEngine client;
    private TlsEngine server;

    /** Shakes hands. */
    @Setup
    public void connect() throws TlsFault, CryptoFault, GeneralSecurityException {
        FreshKeys keys = new FreshKeys();
        provider = engine.equals("bc") ? new BcTlsProvider() : new JdkTlsProvider();
        credentials = new TlsCredentials(keys.link().tlsKey(), keys.link().tlsCertificate());
        plain = ByteBuffer.allocate(cells * Cell.SIZE);
        handshake();
    }

    /** Both ends of a handshake, tasks included; whatever the number of cells. */
    @Benchmark
    public TlsEngine handshake() throws TlsFault {
        client = provider.engine(true, null);
        server = provider.engine(false, credentials);
        TlsHandshake.run(client, server);
        return server;
    }

    /** Client to server. */
    @Benchmark
    public int sealAndOpen() throws TlsFault {
        client.seal(plain.clear(), sealed.clear());
        server.open(sealed.flip(), opened.clear());
        return opened.position();
    }

    /** By the client, for nobody. */
    @Benchmark
    public int seal() throws TlsFault {
        return client.seal(plain.clear(), sealed.clear());
    }
}
