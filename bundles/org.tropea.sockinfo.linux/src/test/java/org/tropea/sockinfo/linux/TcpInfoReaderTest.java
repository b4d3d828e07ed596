package org.tropea.sockinfo.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.TcpState;
import org.tropea.testkit.Allocation;

/** What this machine's kernel says of real sockets on 127.0.0.1. */
class TcpInfoReaderTest {
    private final TcpState state = new TcpState();
    private ServerSocketChannel listening;
    private SocketChannel sender;
    private SocketChannel receiver;
    private TcpInfoReader reader;

    @BeforeAll
    static void load() {
        Libc.load();
    }

    @BeforeEach
    void connect() throws IOException {
        reader = new TcpInfoReader();
        listening = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        sender = SocketChannel.open(listening.getLocalAddress());
        receiver = listening.accept();
        sender.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        receiver.close();
        listening.close();
    }

    /** The test's JVM opens the package, as the launcher does for a relay. */
    private static int descriptor(SocketChannel channel) {
        try {
            var method = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
            method.setAccessible(true);
            return (int) method.invoke(channel);
        } catch (ReflectiveOperationException closed) {
            throw new AssertionError(closed);
        }
    }

    private void write(int bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(bytes);
        while (zeros.hasRemaining() && sender.write(zeros) > 0) {
            continue;
        }
    }

    @Test
    void aFreshConnectionHasAWindowAndNothingUnsent() {
        assertTrue(reader.read(descriptor(sender), state));
        assertNull(state.why);
        assertTrue(state.cwnd > 0 && state.mss > 0, state.cwnd + " segments of " + state.mss + " bytes");
        assertEquals(0, state.notSent);
    }

    @Test
    void whatTheReceiverDoesNotTakeIsUnsentAtLast() throws IOException {
        write(64 << 20);
        assertTrue(reader.read(descriptor(sender), state));
        assertTrue(state.notSent > 0);
    }

    @Test
    void oneReaderServesManySockets() throws IOException {
        write(64 << 20);
        reader.read(descriptor(sender), state);
        assertTrue(reader.read(descriptor(receiver), state));
        assertEquals(0, state.notSent);
    }

    @Test
    void aClosedDescriptorIsNoTcpSocket() {
        assertFalse(reader.read(1_000_000, state));
        assertEquals("the socket is closed", state.why);
    }

    @Test
    void anotherKindOfFileIsNoTcpSocket() {
        assertFalse(reader.read(1, state));
        assertEquals("it is not a TCP socket", state.why);
    }

    @Test
    void aQuestionAllocatesNextToNothing() throws Exception {
        int descriptor = descriptor(sender);
        Allocation.requireBelow(100, "bytes a question", () -> Allocation.of(() -> ask(descriptor, 10_000)) / 10_000.0);
    }

    private void ask(int descriptor, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(reader.read(descriptor, state));
        }
    }
}
