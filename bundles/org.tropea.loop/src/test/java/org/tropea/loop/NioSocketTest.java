package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;

/** Real sockets on 127.0.0.1 and in the file system. */
@Timeout(30)
class NioSocketTest {
    @TempDir
    Path directory;

    private final LoopHarness harness = new LoopHarness(2);
    private final EventLoop loop = harness.loop(0);
    private final BlockingQueue<TestPeer> accepted = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void anEchoComesBack() throws Exception {
        TestPeer client =
                TestPeer.connect(loop, echoServer(LoopHarness.ANY_PORT).local());
        assertTrue(LoopHarness.await(client.connected));
        echoes(client, 1000);
    }

    @Test
    void theDescriptorIsASocketsUntilItCloses() throws Exception {
        TestPeer client =
                TestPeer.connect(loop, echoServer(LoopHarness.ANY_PORT).local());
        LoopHarness.await(client.connected);
        int number = LoopHarness.in(loop, client.socket::descriptor);
        String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
        assertTrue(file.startsWith("socket:"), file);
        LoopHarness.run(loop, client.socket::close);
        assertEquals(-1, LoopHarness.in(loop, client.socket::descriptor));
    }

    @Test
    void aLargeTransferArrivesByteForByteThroughShortWrites() throws Exception {
        int length = 24 << 20;
        TestPeer client =
                TestPeer.connect(loop, server(LoopHarness.ANY_PORT, false).local());
        LoopHarness.await(client.connected);
        TestPeer server = accepted.poll(5, TimeUnit.SECONDS);
        LoopHarness.run(loop, () -> pause(server, true));
        LoopHarness.run(loop, () -> client.send(length, true));
        while (LoopHarness.in(loop, () -> client.shortWrites) == 0) {
            Thread.sleep(5);
        }
        LoopHarness.run(loop, () -> pause(server, false));
        assertEquals(length, LoopHarness.await(server.ended));
        assertCountsUp(LoopHarness.in(loop, () -> server.in), length);
    }

    @Test
    void aRefusedConnectIsToldByAnEvent() throws Exception {
        TestPeer client = TestPeer.connect(loop, unusedAddress());
        assertThrows(ConnectException.class, () -> LoopHarness.await(client.connected));
    }

    @Test
    void anAddressThatCannotBeUsedIsToldByAnEventToo() throws Exception {
        TestPeer client = TestPeer.connect(loop, InetSocketAddress.createUnresolved("nowhere.invalid", 1));
        assertThrows(IOException.class, () -> LoopHarness.await(client.connected));
    }

    @Test
    void oneHalfMayCloseWhileTheOtherGoesOn() throws Exception {
        TestPeer client =
                TestPeer.connect(loop, server(LoopHarness.ANY_PORT, false).local());
        LoopHarness.await(client.connected);
        TestPeer server = accepted.poll(5, TimeUnit.SECONDS);
        LoopHarness.run(loop, () -> client.send(10, true));
        assertEquals(10, LoopHarness.await(server.ended));
        LoopHarness.run(loop, () -> server.send(70_000, true));
        assertEquals(70_000, LoopHarness.await(client.ended));
    }

    @Test
    void unixSocketsDoTheSame() throws Exception {
        Path path = directory.resolve("s");
        IoListener listener = echoServer(UnixDomainSocketAddress.of(path));
        TestPeer client = TestPeer.connect(loop, listener.local());
        LoopHarness.await(client.connected);
        echoes(client, 300_000);
        LoopHarness.run(loop, listener::close);
        assertFalse(Files.exists(path));
    }

    @Test
    void nobodyBehindAUnixSocketIsAFailedConnect() throws Exception {
        TestPeer client = TestPeer.connect(loop, UnixDomainSocketAddress.of(directory.resolve("none")));
        assertThrows(IOException.class, () -> LoopHarness.await(client.connected));
    }

    @Test
    void peersWaitInTheBacklogWhileAcceptingIsOff() throws Exception {
        IoListener listener = server(LoopHarness.ANY_PORT, false);
        LoopHarness.run(loop, () -> listener.accepting(false));
        try (Socket peer = connectBlocking(listener)) {
            assertSame(null, accepted.poll(200, TimeUnit.MILLISECONDS));
            LoopHarness.run(loop, () -> listener.accepting(true));
            TestPeer server = accepted.poll(5, TimeUnit.SECONDS);
            assertEquals(peer.getLocalSocketAddress(), LoopHarness.in(loop, server.socket::remote));
        }
    }

    @Test
    void moreThanOneEventsWorthOfPeersIsAccepted() throws Exception {
        IoListener listener = server(LoopHarness.ANY_PORT, false);
        Socket[] peers = new Socket[150];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = connectBlocking(listener);
        }
        for (Socket peer : peers) {
            assertTrue(accepted.poll(5, TimeUnit.SECONDS) != null);
            peer.close();
        }
    }

    @Test
    void anotherLoopMayAdoptASocket() throws Exception {
        EventLoop other = harness.loop(1);
        TestPeer server = new OnLoop(other);
        server.echo = true;
        IoListener.Accepted handOver = socket -> other.execute(() -> server.adopt(other, socket));
        IoListener listener = LoopHarness.in(loop, () -> loop.listen(LoopHarness.ANY_PORT, handOver));
        LoopHarness.run(loop, () -> listener.accepting(true));
        TestPeer client = TestPeer.connect(loop, listener.local());
        LoopHarness.await(client.connected);
        echoes(client, 100_000);
    }

    @Test
    void aSocketThatGoesFromLoopToLoopLosesNoByte() throws Exception {
        TestPeer client =
                TestPeer.connect(loop, echoServer(LoopHarness.ANY_PORT).local());
        LoopHarness.await(client.connected);
        TestPeer server = accepted.poll(5, TimeUnit.SECONDS);
        CompletableFuture<Integer> hops = CompletableFuture.supplyAsync(() -> hop(server));
        echoes(client, 8 << 20);
        assertTrue(hops.get() > 0);
        assertFalse(server.bug.isDone());
    }

    /** Back and forth until all was echoed; returns how often. */
    private int hop(TestPeer peer) {
        int hops = 0;
        try {
            for (; !peer.eof && hops < 2000; hops++) {
                EventLoop from = harness.loop(hops % 2);
                EventLoop to = harness.loop(1 - hops % 2);
                LoopHarness.run(from, () -> assertTrue(from.release(peer.socket)));
                LoopHarness.run(to, () -> peer.adopt(to, peer.socket));
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return hops;
    }

    @Test
    void oneThatConnectsIsNotReleased() throws Exception {
        boolean released = LoopHarness.in(loop, () -> {
            TestPeer peer = new TestPeer();
            peer.socket = loop.connect(unusedAddress(), null, peer);
            return loop.release(peer.socket);
        });
        assertFalse(released);
    }

    @Test
    void aClosedListenerGivesItsPortBackAtOnce() throws Exception {
        IoListener again = LoopHarness.in(loop, () -> {
            IoListener listener = loop.listen(LoopHarness.ANY_PORT, socket -> {});
            listener.close();
            return loop.listen(listener.local(), socket -> {});
        });
        assertTrue(((InetSocketAddress) again.local()).getPort() > 0);
    }

    @Test
    void aConnectMayStartFromAGivenAddress() throws Exception {
        IoListener listener = echoServer(LoopHarness.ANY_PORT);
        SocketAddress from = new InetSocketAddress("127.0.0.2", 0);
        TestPeer client = new TestPeer();
        LoopHarness.in(loop, () -> client.socket = loop.connect(listener.local(), from, client));
        LoopHarness.await(client.connected);
        InetSocketAddress local = (InetSocketAddress) LoopHarness.in(loop, client.socket::local);
        assertEquals("127.0.0.2", local.getAddress().getHostAddress());
    }

    @Test
    void aHandlerThatThrowsLosesItsSocketAndNothingElse() throws Exception {
        IoListener listener = echoServer(LoopHarness.ANY_PORT);
        TestPeer broken = new Throwing();
        LoopHarness.in(loop, () -> broken.socket = loop.connect(listener.local(), null, broken));
        assertEquals("thrown by a test", LoopHarness.await(broken.bug).getMessage());
        assertEquals(0, LoopHarness.await(accepted.poll(5, TimeUnit.SECONDS).ended));
        TestPeer client = TestPeer.connect(loop, listener.local());
        LoopHarness.await(client.connected);
        echoes(client, 1000);
    }

    private static void pause(TestPeer peer, boolean on) {
        peer.paused = on;
        peer.want();
    }

    private void echoes(TestPeer client, int length) throws Exception {
        LoopHarness.run(loop, () -> client.send(length, true));
        TestPeer server = accepted.poll(1, TimeUnit.SECONDS);
        if (server != null) {
            LoopHarness.await(server.ended);
            LoopHarness.run(loop, () -> server.send(0, true));
            assertEquals(length, LoopHarness.await(client.ended));
        } else {
            awaitLength(client, length);
        }
        assertCountsUp(LoopHarness.in(loop, () -> client.in), length);
    }

    private void awaitLength(TestPeer client, int length) throws Exception {
        while (LoopHarness.in(loop, () -> client.received) < length) {
            Thread.sleep(5);
        }
    }

    private static void assertCountsUp(Buffer buffer, int length) {
        byte[] all = new byte[length];
        buffer.peek(0, all, 0, length);
        for (int i = 0; i < length; i++) {
            if (all[i] != (byte) i) {
                throw new AssertionError("byte " + i + " is " + all[i]);
            }
        }
    }

    private IoListener echoServer(SocketAddress address) throws Exception {
        return server(address, true);
    }

    private IoListener server(SocketAddress address, boolean echo) throws Exception {
        return LoopHarness.in(loop, () -> {
            IoListener listener = loop.listen(address, socket -> {
                TestPeer peer = new TestPeer();
                peer.echo = echo;
                peer.adopt(loop, socket);
                accepted.add(peer);
            });
            listener.accepting(true);
            return listener;
        });
    }

    private static Socket connectBlocking(IoListener listener) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.local();
        return new Socket(address.getAddress(), address.getPort());
    }

    private static InetSocketAddress unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
    }

    /** A peer that throws when it is read from in a loop other than its own. */
    private static final class OnLoop extends TestPeer {
        private final EventLoop expected;

        OnLoop(EventLoop expected) {
            this.expected = expected;
        }

        @Override
        public void readable() {
            if (!expected.inLoop()) {
                throw new IllegalStateException("in the wrong loop");
            }
            super.readable();
        }
    }

    /** A peer that throws when it is connected. */
    private static final class Throwing extends TestPeer {
        @Override
        public void writable() {
            throw new IllegalStateException("thrown by a test");
        }
    }
}
