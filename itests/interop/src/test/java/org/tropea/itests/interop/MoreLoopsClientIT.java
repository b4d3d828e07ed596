package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.SocksClient;

/** A Tropea client with three event loops in a network of C tor alone: streams of many users, whose circuits are anywhere. */
@Tag("waits")
class MoreLoopsClientIT {
    private static final int SOCKS_MILLIS = 120_000;
    private static final int STREAMS = 240;
    private static final int USERS = 24;
    private static final int SIZE = 64 << 10;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "more-loops-client");
        thread.setDaemon(true);
        return thread;
    });

    private static int socksPort;
    private static ServerSocket echo;

    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(
            network -> network.authorities(2).relays(3).withoutClient().with(MoreLoopsClientIT::startClient));

    private static void startClient(CtorNetwork network) {
        socksPort = network.freePort();
        network.start(Tropea.relay("user")
                .option("/ORPort")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + socksPort)
                .option("EventLoopThreads 3"));
    }

    /** Gives everything back. */
    @BeforeAll
    static void serve() throws IOException {
        echo = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        THREADS.submit(() -> {
            while (true) {
                Socket socket = echo.accept();
                THREADS.submit(() -> socket.getInputStream().transferTo(socket.getOutputStream()));
            }
        });
    }

    @AfterAll
    static void stop() throws IOException {
        echo.close();
        THREADS.shutdownNow();
    }

    /** What comes back of {@code bytes} sent by {@code user}. */
    private static byte[] echoed(String user, byte[] bytes) throws IOException {
        SocksClient socks = new SocksClient(socksPort, user, SOCKS_MILLIS);
        try (Socket socket = socks.connect("127.0.0.1", echo.getLocalPort())) {
            Future<?> sent = THREADS.submit(() -> {
                socket.getOutputStream().write(bytes);
                return null;
            });
            byte[] back = socket.getInputStream().readNBytes(bytes.length);
            sent.cancel(true);
            return back;
        }
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static boolean arrives() {
        try {
            return echoed("first", new byte[1]).length == 1;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void streamsOfManyUsersArriveBothWays(CtorNetwork network) throws Exception {
        InteropNetwork.await("a stream", 120, MoreLoopsClientIT::arrives);
        List<Future<byte[]>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            int seed = i;
            streams.add(THREADS.submit(() -> echoed("user" + seed % USERS, bytes(seed))));
        }
        for (int i = 0; i < STREAMS; i++) {
            assertArrayEquals(bytes(i), streams.get(i).get(150, TimeUnit.SECONDS), "stream " + i);
        }
        assertTrue(network.node("user").said("event loops are nio, 3 of them") > 0);
        assertEquals(
                0,
                network.node("user").said("[err]"),
                () -> network.node("user").tail(50));
    }
}
