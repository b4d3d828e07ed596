package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tropea.flow.fault.PeerFault;
import org.tropea.testkit.Allocation;

class SessionTest {
    private final ByteBuffer sealed = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 17);

    @ParameterizedTest
    @EnumSource
    void whatOneSaysTheOtherHears(IatMode mode) throws Exception {
        Pair pair = new Pair(11, mode);
        for (int i = 0; i < 300; i++) {
            byte[] said = pair.bytes(1 + pair.random.nextInt(i < 50 ? 20 : 30_000));
            check(pair, pair.client, pair.server, said);
            check(pair, pair.server, pair.client, said);
        }
    }

    /** All writes that {@code from} decides on, taken up in pieces by {@code to}. */
    private void check(Pair pair, Session from, Session to, byte[] said) throws PeerFault {
        ByteBuffer source = ByteBuffer.wrap(said);
        from.seal(source, sealed.clear());
        assertEquals(0, source.remaining());
        int written = 0;
        while (written < sealed.position()) {
            int write = from.nextWrite(sealed.position() - written, sealed);
            assertTrue(write > 0 && written + write <= sealed.position());
            written += write;
            assertTrue(from.pause() >= 0 && from.pause() <= 10_000);
        }
        assertEquals(0, from.nextWrite(0, sealed));
        sealed.flip();
        plain.clear();
        int whole = sealed.limit();
        for (int limit = 0; limit <= whole; limit += Math.max(1, Math.min(whole - limit, pair.random.nextInt(5000)))) {
            to.open(sealed.limit(limit), plain);
        }
        to.open(sealed.limit(whole), plain);
        assertEquals(0, sealed.remaining());
        assertArrayEquals(said, Arrays.copyOf(plain.array(), plain.position()));
    }

    @Test
    void aFullBufferStopsAndLosesNothing() throws Exception {
        Pair pair = new Pair(12, IatMode.NONE);
        byte[] said = pair.bytes(60_000);
        pair.client.seal(ByteBuffer.wrap(said), sealed.clear());
        sealed.flip();
        ByteBuffer small = ByteBuffer.allocate(Session.PLAIN_ROOM + 100);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (sealed.hasRemaining()) {
            pair.server.open(sealed, small.clear());
            heard.write(small.array(), 0, small.position());
        }
        assertArrayEquals(said, heard.toByteArray());
    }

    @Test
    void sealingStopsWhereThereIsNoRoom() throws Exception {
        Pair pair = new Pair(13, IatMode.NONE);
        ByteBuffer source = ByteBuffer.wrap(pair.bytes(50_000));
        ByteBuffer small = ByteBuffer.allocate(Session.ROOM);
        while (source.hasRemaining()) {
            pair.client.seal(source, small.clear());
            pair.server.open(small.flip(), plain);
        }
        assertArrayEquals(source.array(), Arrays.copyOf(plain.array(), plain.position()));
    }

    @Test
    void aBrokenFrameIsAFaultAtTheNextAtTheLatest() throws Exception {
        for (int bit = 0; bit < 400; bit += 3) {
            Pair pair = new Pair(14, IatMode.NONE);
            for (int i = 0; i < 10; i++) {
                pair.client.seal(ByteBuffer.wrap(pair.bytes(1000)), sealed);
            }
            sealed.array()[bit / 8] ^= (byte) (1 << bit % 8);
            sealed.flip();
            assertThrows(PeerFault.class, () -> pair.server.open(sealed, plain.clear()));
            assertEquals(0, plain.position());
            sealed.clear();
        }
    }

    @Test
    void burstsEndWhereTheDistributionSays() throws Exception {
        Pair pair = new Pair(15, IatMode.NONE);
        Distribution lengths = new Distribution(pair.bridge.seed(), Frame.LONGEST);
        for (int i = 0; i < 500; i++) {
            pair.client.seal(ByteBuffer.wrap(pair.bytes(1 + pair.random.nextInt(9000))), sealed.clear());
            assertTrue(ends(lengths, sealed.position() % Frame.LONGEST));
        }
    }

    /** Where less than a frame was missing, obfs4proxy's padding is too long by a frame's overhead. */
    private static boolean ends(Distribution lengths, int tail) {
        for (int i = 0; i < lengths.size(); i++) {
            int value = lengths.value(i);
            if (value % Frame.LONGEST == tail || (value + Frame.OVERHEAD) % Frame.LONGEST == tail) {
                return true;
            }
        }
        return false;
    }

    @Test
    void paranoidWritesHaveLengthsOfTheDistributionOnly() throws Exception {
        Pair pair = new Pair(16, IatMode.PARANOID);
        Distribution lengths = new Distribution(pair.bridge.seed(), Frame.LONGEST);
        for (int i = 0; i < 200; i++) {
            pair.server.seal(ByteBuffer.wrap(pair.bytes(1 + pair.random.nextInt(9000))), sealed.clear());
            for (int written = 0; written < sealed.position(); ) {
                int write = pair.server.nextWrite(sealed.position() - written, sealed);
                written += write;
                assertTrue(has(lengths, write));
            }
        }
    }

    private static boolean has(Distribution lengths, int length) {
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.value(i) == length) {
                return true;
            }
        }
        return false;
    }

    @Test
    void framesAllocateNothing() throws Exception {
        Pair pair = new Pair(17, IatMode.NONE);
        ByteBuffer source = ByteBuffer.wrap(pair.bytes(60_000));
        Allocation.requireBelow(
                500,
                "bytes for 43 frames",
                () -> Allocation.of(() -> {
                    pair.client.seal(source.rewind(), sealed.clear());
                    pair.server.open(sealed.flip(), plain.clear());
                }));
    }
}
