package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.tropea.transport.obfs4.ServerHandshake.Progress;

/** The first bytes that a server gets, from who does not know the bridge: never an answer, never an exception. */
class ServerFuzzTest {
    private static final int NOISES = 1_000_000;
    private static final int MUTATIONS = 20_000;

    private final RandomGenerator fast =
            RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(31);
    private final Random random = new Random(32);
    private final ServerIdentity bridge = ServerIdentity.generate(random);
    private final SessionKey key = SessionKey.generate(random);
    private final ReplayFilter replays = new ReplayFilter(random);
    private final byte[] bytes = new byte[9000];
    private int requestLength;

    private ServerHandshake server() {
        return new ServerHandshake(bridge, key, replays, Pair.NOW, random);
    }

    /** Feeds the first {@code length} bytes in up to {@code pieces}; the last progress. */
    private Progress feed(int length, int pieces) {
        ServerHandshake server = server();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Progress progress = Progress.MORE;
        for (int i = 1; i <= pieces; i++) {
            in.limit(Math.max(in.position(), (int) ((long) length * i / pieces)));
            progress = server.receive(in, Pair.NOW + i);
            assertEquals(progress == Progress.MORE ? 0 : in.limit(), in.position());
        }
        return progress;
    }

    @Test
    void noiseOfAnyLengthIsMetWithSilence() {
        fast.nextBytes(bytes);
        for (int i = 0; i < NOISES; i++) {
            int length = fast.nextInt(8) == 0 ? fast.nextInt(bytes.length) : fast.nextInt(400);
            ByteBuffer.wrap(bytes).putLong(fast.nextInt(8100), fast.nextLong()).putLong(0, fast.nextLong());
            Progress progress = feed(length, 1 + fast.nextInt(3));
            assertEquals(length < 8192 ? Progress.MORE : Progress.SILENT, progress);
        }
    }

    @Test
    void aRequestWithOneByteChangedIsMetWithSilence() {
        for (int i = 0; i < MUTATIONS; i++) {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            if (i % 100 == 0) {
                new ClientHandshake(bridge.cert(), key, Pair.NOW, random).request(out);
                requestLength = out.position();
            }
            int at = random.nextInt(requestLength);
            byte change = (byte) (1 + random.nextInt(255));
            bytes[at] ^= change;
            assertNotEquals(Progress.DONE, feed(requestLength, 1));
            bytes[at] ^= change;
        }
        assertEquals(Progress.DONE, feed(requestLength, 2));
    }

    @Test
    void aRequestCutAnywhereWaitsOrIsMetWithSilence() {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        new ClientHandshake(bridge.cert(), key, Pair.NOW, random).request(out);
        byte[] request = Arrays.copyOf(bytes, out.position());
        for (int length = 0; length < request.length; length++) {
            assertEquals(Progress.MORE, feed(length, 1));
        }
        System.arraycopy(request, 1, bytes, 0, request.length - 1);
        assertTrue(feed(request.length - 1, 1) != Progress.DONE);
    }
}
