package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;

class NioDatagramsTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final LoopHarness loops = new LoopHarness(1);
    private final EventLoop loop = loops.loop(0);

    @AfterEach
    void close() {
        loops.close();
    }

    private IoDatagrams bind(IoDatagrams.Received receiver) throws Exception {
        return LoopHarness.in(loop, () -> loop.datagrams(LoopHarness.ANY_PORT, receiver));
    }

    private static DatagramSocket peer() throws IOException {
        DatagramSocket peer = new DatagramSocket(LoopHarness.ANY_PORT);
        peer.setSoTimeout(PATIENCE_MILLIS);
        return peer;
    }

    private static void send(DatagramSocket peer, IoDatagrams to, byte[] bytes) throws IOException {
        peer.send(new DatagramPacket(bytes, bytes.length, (InetSocketAddress) to.local()));
    }

    @Test
    void whatComesInGoesBackToItsSender() throws Exception {
        IoDatagrams[] socket = new IoDatagrams[1];
        socket[0] = bind((array, length, sender) -> assertTrue(socket[0].send(array, length, sender)));
        try (DatagramSocket peer = peer()) {
            for (byte[] bytes : new byte[][] {{1, 2, 3}, {}, new byte[9000]}) {
                send(peer, socket[0], bytes);
                DatagramPacket answer = new DatagramPacket(new byte[10_000], 10_000);
                peer.receive(answer);
                assertArrayEquals(bytes, Arrays.copyOf(answer.getData(), answer.getLength()));
                assertEquals(socket[0].local(), answer.getSocketAddress());
            }
        }
    }

    @Test
    void aReceiverThatThrowsLosesOneDatagram() throws Exception {
        CompletableFuture<Integer> second = new CompletableFuture<>();
        IoDatagrams socket = bind((array, length, sender) -> {
            if (length == 1) {
                throw new IllegalStateException("as the test wants it");
            }
            second.complete(length);
        });
        try (DatagramSocket peer = peer()) {
            send(peer, socket, new byte[1]);
            send(peer, socket, new byte[2]);
            assertEquals(2, LoopHarness.await(second));
        }
    }

    @Test
    void whatCannotBeSentIsSaid() throws Exception {
        IoDatagrams socket = bind((array, length, sender) -> {});
        InetSocketAddress somewhere = new InetSocketAddress("127.0.0.1", 9);
        assertFalse(LoopHarness.in(loop, () -> socket.send(new byte[65_535], 65_535, somewhere)));
    }

    @Test
    void anAddressInUseIsRefusedAndFreeAgainOnceClosed() throws Exception {
        IoDatagrams socket = bind((array, length, sender) -> {});
        assertThrows(
                IOException.class, () -> LoopHarness.in(loop, () -> loop.datagrams(socket.local(), (a, l, s) -> {})));
        LoopHarness.run(loop, socket::close);
        LoopHarness.in(loop, () -> loop.datagrams(socket.local(), (a, l, s) -> {}));
    }
}
