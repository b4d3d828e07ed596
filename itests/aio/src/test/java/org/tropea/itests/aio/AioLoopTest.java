package org.tropea.itests.aio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.loop.LoopGroup;

/** What the contract of loops says, on real sockets. */
@Timeout(60)
class AioLoopTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final long MILLI = 1_000_000;

    private final LoopGroup group = new AioLoopFactory().open("test", 2, 2);
    private final EventLoop loop = group.loops().get(0);
    private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        group.close();
    }

    private <T> T in(Callable<T> call) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Exception thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }

    private void run(Runnable action) throws Exception {
        in(() -> {
            action.run();
            return null;
        });
    }

    private IoListener server() throws Exception {
        return in(() -> {
            IoListener listener = loop.listen(ANY_PORT, socket -> {
                Peer peer = new Peer();
                peer.adopt(loop, socket);
                accepted.add(peer);
            });
            listener.accepting(true);
            return listener;
        });
    }

    private Peer connect(SocketAddress to) throws Exception {
        Peer peer = new Peer();
        in(() -> peer.socket = loop.connect(to, null, peer));
        return peer;
    }

    private Peer connected(IoListener server) throws Exception {
        Peer client = connect(server.local());
        client.connected.get(10, TimeUnit.SECONDS);
        return client;
    }

    private static void assertCountsUp(Buffer buffer, int length) {
        byte[] all = new byte[length];
        buffer.peek(0, all, 0, length);
        for (int i = 0; i < length; i++) {
            assertEquals((byte) i, all[i], "byte " + i);
        }
    }

    @Test
    void aLargeTransferArrivesByteForByteThroughShortWrites() throws Exception {
        int length = 8 << 20;
        Peer client = connected(server());
        Peer server = accepted.poll(5, TimeUnit.SECONDS);
        run(() -> {
            server.paused = true;
            server.want();
            client.send(length);
        });
        while (in(() -> client.shortWrites) == 0) {
            Thread.sleep(5);
        }
        run(() -> {
            server.paused = false;
            server.want();
        });
        assertEquals(length, server.ended.get(20, TimeUnit.SECONDS));
        assertCountsUp(in(() -> server.in), length);
    }

    @Test
    void oneHalfMayCloseWhileTheOtherGoesOn() throws Exception {
        Peer client = connected(server());
        Peer server = accepted.poll(5, TimeUnit.SECONDS);
        run(() -> client.send(10));
        assertEquals(10, server.ended.get(10, TimeUnit.SECONDS));
        run(() -> server.send(200_000));
        assertEquals(200_000, client.ended.get(10, TimeUnit.SECONDS));
    }

    @Test
    void whatWasWrittenArrivesThoughTheSocketIsClosedAtOnce() throws Exception {
        Peer client = connected(server());
        Peer server = accepted.poll(5, TimeUnit.SECONDS);
        in(() -> {
            client.out.append(new byte[60_000], 0, 60_000);
            int written = client.socket.write(client.out, Integer.MAX_VALUE);
            client.socket.close();
            return written;
        });
        assertEquals(60_000, server.ended.get(10, TimeUnit.SECONDS));
        assertThrows(IOException.class, () -> cause(() -> in(() -> client.socket.read(client.in, 1))));
    }

    private static <T> T cause(Callable<T> call) throws Throwable {
        try {
            return call.call();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    @Test
    void connectsThatFailAreToldByEvents() throws Exception {
        SocketAddress unused;
        try (ServerSocket socket = new ServerSocket(0, 1, ANY_PORT.getAddress())) {
            unused = socket.getLocalSocketAddress();
        }
        Peer refused = connect(unused);
        assertThrows(ConnectException.class, () -> cause(() -> refused.connected.get(10, TimeUnit.SECONDS)));
        Peer lost = connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
        assertThrows(IOException.class, () -> cause(() -> lost.connected.get(10, TimeUnit.SECONDS)));
    }

    @Test
    void peersWaitWhileAcceptingIsOff() throws Exception {
        IoListener listener = server();
        run(() -> listener.accepting(false));
        connected(listener);
        connected(listener);
        assertNull(accepted.poll(200, TimeUnit.MILLISECONDS));
        run(() -> listener.accepting(true));
        assertTrue(accepted.poll(5, TimeUnit.SECONDS) != null && accepted.poll(5, TimeUnit.SECONDS) != null);
    }

    @Test
    void anOwnerThatThrowsLosesItsSocketAndNothingElse() throws Exception {
        IoListener listener = server();
        Peer broken = new Peer() {
            @Override
            public void writable() {
                throw new IllegalStateException("thrown by a test");
            }
        };
        in(() -> broken.socket = loop.connect(listener.local(), null, broken));
        assertEquals("thrown by a test", broken.bug.get(10, TimeUnit.SECONDS).getMessage());
        assertEquals(0, accepted.poll(5, TimeUnit.SECONDS).ended.get(10, TimeUnit.SECONDS));
        connected(listener);
    }

    @Test
    void timersAndTheTurnsEndKeepTheirOrder() throws Exception {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        run(() -> {
            loop.schedule(20 * MILLI, () -> done.complete(log));
            loop.schedule(5 * MILLI, () -> log.add("cancelled")).cancel();
            loop.schedule(0, () -> log.add("timer"));
            loop.execute(() -> log.add("command"));
            loop.atTurnEnd(() -> log.add("end of the turn"));
        });
        List<String> order = done.get(10, TimeUnit.SECONDS);
        assertEquals("timer", order.get(0));
        assertEquals(List.of("timer", "end of the turn", "command"), order);
    }

    @Test
    void workComesHomeAndAStoppedLoopTakesNothing() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        group.work(loop, () -> "done ", (text, fault) -> done.complete(text + loop.inLoop()));
        assertEquals("done true", done.get(10, TimeUnit.SECONDS));
        assertThrows(Bug.class, () -> loop.atTurnEnd(() -> {}));
        group.close();
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        for (int i = 0; i < 1_000 && threadsAreLeft(); i++) {
            Thread.sleep(10); // workers end by themselves
        }
        assertFalse(threadsAreLeft());
    }

    private static boolean threadsAreLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("tropea-test"));
    }
}
