package org.tropea.itests.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
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
import org.tropea.crypto.Randomness;
import org.tropea.flow.fault.PeerFault;
import org.tropea.transport.obfs4.ClientHandshake;
import org.tropea.transport.obfs4.IatMode;
import org.tropea.transport.obfs4.KeyStream;
import org.tropea.transport.obfs4.ReplayFilter;
import org.tropea.transport.obfs4.ServerHandshake;
import org.tropea.transport.obfs4.ServerIdentity;
import org.tropea.transport.obfs4.Session;
import org.tropea.transport.obfs4.SessionKey;

/** obfs4 both ways: bytes sealed in bursts of a size and opened at the other end, per burst; and what a key costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class Obfs4Benchmark {
    /** Bytes of a burst: a cell as it leaves TLS, a full frame, and what a busy connection has waiting. */
    @Param({"536", "1427", "16384"})
    private int burst;

    private final ByteBuffer sealed = ByteBuffer.allocate(32 << 10);
    private final ByteBuffer heard = ByteBuffer.allocate(32 << 10);
    private final XSalsa20Engine salsa = new XSalsa20Engine();
    private final Poly1305 poly = new Poly1305();
    private final byte[] nonce = new byte[24];
    private final byte[] frame = new byte[1430];
    private final byte[] tag = new byte[16];
    private ByteBuffer said;
    private Session client;
    private Session server;

    /** A client and a bridge that have shaken hands. */
    @Setup
    public void shakeHands() throws PeerFault {
        said = ByteBuffer.wrap(Randomness.bytes(burst));
        ServerIdentity bridge = ServerIdentity.generate(Randomness.source());
        ClientHandshake asks = new ClientHandshake(bridge.cert(), key(), 0, Randomness.source());
        ServerHandshake answers =
                new ServerHandshake(bridge, key(), new ReplayFilter(Randomness.source()), 0, Randomness.source());
        asks.request(sealed.clear());
        answers.receive(sealed.flip(), 0);
        KeyStream scratch = new KeyStream();
        server = answers.answer(sealed.clear(), scratch);
        asks.answer(sealed.flip());
        client = asks.session(IatMode.NONE, scratch);
        client.open(sealed, heard);
    }

    /** What a side needs for each connection, every second attempt failing. */
    @Benchmark
    public SessionKey key() {
        return SessionKey.generate(Randomness.source());
    }

    /** A burst sealed, with its padding. */
    @Benchmark
    public ByteBuffer seal() {
        client.seal(said.clear(), sealed.clear());
        return sealed;
    }

    /** A burst sealed and opened. */
    @Benchmark
    public ByteBuffer sealAndOpen() throws PeerFault {
        client.seal(said.clear(), sealed.clear());
        server.open(sealed.flip(), heard.clear());
        return heard;
    }

    /** One full frame by BouncyCastle's Salsa20 and Poly1305. */
    @Benchmark
    public byte[] frameByTheLibrary() {
        salsa.init(true, new ParametersWithIV(new KeyParameter(frame, 0, 32), nonce));
        byte[] first = new byte[32];
        salsa.processBytes(first, 0, 32, first, 0);
        salsa.processBytes(frame, 0, frame.length, frame, 0);
        poly.init(new KeyParameter(first));
        poly.update(frame, 0, frame.length);
        poly.doFinal(tag, 0);
        return tag;
    }
}
