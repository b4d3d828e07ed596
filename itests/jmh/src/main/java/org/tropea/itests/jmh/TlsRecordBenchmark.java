package org.tropea.itests.jmh;

import java.nio.ByteBuffer;
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
import org.tropea.tls.bc.BcTlsProvider;

/** One TLS record through both ends' engines; one operation seals it and opens it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TlsRecordBenchmark {
    /** Cells in the record: the most that fit, and the least. */
    @Param({"31", "1"})
    public int cells;

    private final ByteBuffer sealed = ByteBuffer.allocate(2 * TlsEngine.RECORD_MAX);
    private final ByteBuffer opened = ByteBuffer.allocate(2 * TlsEngine.RECORD_MAX);
    private ByteBuffer plain;
    private TlsEngine client;
    private TlsEngine server;

    /** Shakes hands. */
    @Setup
    public void connect() throws TlsFault, CryptoFault {
        FreshKeys keys = new FreshKeys();
        BcTlsProvider provider = new BcTlsProvider();
        client = provider.engine(true, null);
        server = provider.engine(
                false, new TlsCredentials(keys.link().tlsKey(), keys.link().tlsCertificate()));
        plain = ByteBuffer.allocate(cells * Cell.SIZE);
        for (int i = 0; i < 20; i++) {
            carry(client, server);
            carry(server, client);
        }
        if (!client.established() || !server.established()) {
            throw new IllegalStateException(
                    "no TLS: the client wants " + client.want() + ", the server " + server.want());
        }
    }

    private void carry(TlsEngine from, TlsEngine to) throws TlsFault {
        if (from.want() == TlsEngine.Want.TASK) {
            from.task().run();
        }
        while (from.want() == TlsEngine.Want.WRITE) {
            from.seal(ByteBuffer.allocate(0), sealed.clear());
            sealed.flip();
            while (sealed.hasRemaining() && to.open(sealed, opened.clear()) > 0) {
                if (to.want() == TlsEngine.Want.TASK) {
                    to.task().run();
                }
            }
        }
    }

    /** Client to server. */
    @Benchmark
    public int sealAndOpen() throws TlsFault {
        client.seal(plain.clear(), sealed.clear());
        server.open(sealed.flip(), opened.clear());
        return opened.position();
    }
}
