package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.SocksClient;
import org.tropea.itests.ctor.SocksDownloads;

/** A Tropea client in a network of C tor alone: guards, circuits, streams by SOCKS, what it keeps on disk. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientIT {
    private static final int SOCKS_MILLIS = 120_000;
    private static final int STREAMS = 1_000;
    private static final int USERS = 50;
    private static ServerSocket source;

    @RegisterExtension
    static final CtorNetworkExtension NET = ClientNetwork.NET;

    /** Gives back, for each connection, as many bytes of a seed as are asked for. */
    @BeforeAll
    static void serve() throws IOException {
        source = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        daemon(() -> {
            while (!source.isClosed()) {
                Socket socket = source.accept();
                daemon(() -> answer(socket));
            }
        });
    }

    @AfterAll
    static void stop() throws IOException {
        source.close();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (Exception over) {
                        return; // its connection shows it
                    }
                },
                "client-it",
                128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private static void answer(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(bytes(in.readInt(), in.readInt()));
        }
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] fetch(String user, int seed, int length) throws IOException {
        return fetch(user, seed, length, SOCKS_MILLIS);
    }

    private static byte[] fetch(String user, int seed, int length, int millis) throws IOException {
        try (Socket socket = connect(user, millis)) {
            return fetch(socket, seed, length);
        }
    }

    private static Socket connect(String user, int millis) throws IOException {
        return new SocksClient(ClientNetwork.socks, user, millis).connect("127.0.0.1", source.getLocalPort());
    }

    private static byte[] fetch(Socket socket, int seed, int length) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(seed);
        out.writeInt(length);
        out.flush();
        byte[] read = new byte[length];
        new DataInputStream(socket.getInputStream()).readFully(read);
        return read;
    }

    private static boolean arrives(String user) {
        try {
            return fetch(user, 1, 1, 15_000).length == 1;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    @Order(1)
    void aDownloadArrivesWhole() throws IOException {
        InteropNetwork.await("a stream", 120, () -> arrives("first"));
        assertArrayEquals(bytes(7, 8 << 20), fetch("big", 7, 8 << 20));
    }

    @Test
    @Order(2)
    void eightStreamsOf64MebibytesAtTheSameTime() {
        new SocksDownloads(ClientNetwork.socks)
                .streams(8)
                .bytes(64 << 20)
                .limit(Duration.ofSeconds(150))
                .run()
                .requireClean();
    }

    /** All are open at the same time, and counted there, before the first of them asks for its bytes. */
    @Test
    @Order(3)
    void aThousandParallelStreamsOverFiftyCircuitsAllArrive() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        CountDownLatch connected = new CountDownLatch(STREAMS);
        CountDownLatch counted = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(STREAMS);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            int seed = i;
            daemon(() -> {
                try {
                    try (Socket socket = connect("user" + seed % USERS, SOCKS_MILLIS)) {
                        connected.countDown();
                        counted.await();
                        assertArrayEquals(bytes(seed, 4_096), fetch(socket, seed, 4_096));
                    }
                    arrived.incrementAndGet();
                } catch (IOException | InterruptedException | AssertionError fault) {
                    synchronized (faults) {
                        faults.add(fault.toString());
                    }
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            assertTrue(connected.await(150, TimeUnit.SECONDS), () -> connected.getCount() + " are not open: " + faults);
            assertStreamsByCircuit();
        } finally {
            counted.countDown();
        }
        left.await(150, TimeUnit.SECONDS);
        assertEquals(
                STREAMS,
                arrived.get(),
                () -> faults.stream().distinct().toList().toString());
    }

    /** Each user has one circuit, with all of its streams. */
    private static void assertStreamsByCircuit() throws Exception {
        List<Integer> carrying = ClientNetwork.circuits().stream()
                .map(ClientNetwork.Carrying::streams)
                .filter(streams -> streams > 0)
                .toList();
        assertTrue(carrying.size() >= USERS, "circuits with streams: " + carrying);
        assertEquals(STREAMS, carrying.stream().mapToInt(Integer::intValue).sum(), "streams: " + carrying);
    }

    @Test
    @Order(4)
    void guardsSurviveAKill(CtorNetwork network) throws IOException {
        CtorNode client = network.node("user");
        Path state = client.directory().resolve("state");
        List<String> before = guards(state);
        assertTrue(before.stream().anyMatch(line -> line.contains("confirmed_idx=0")), before.toString());
        client.kill();
        int log = Kills.log(client).length();
        client.start();
        InteropNetwork.await("a stream after the kill", 60, () -> arrives("again"));
        assertEquals(before.get(0), guards(state).get(0));
        assertNobodyWasAskedFirst(Kills.log(client).substring(log));
    }

    /** What is on disk is enough to begin with: the network is asked only when there are circuits already. */
    private static void assertNobodyWasAskedFirst(String log) {
        int enough = log.indexOf("] Bootstrapped 75% (enough_dirinfo)");
        Matcher asking = Pattern.compile("\\] Asking \\S+ for ").matcher(log);
        assertTrue(enough >= 0 && (!asking.find() || asking.start() > enough), log);
    }

    private static List<String> guards(Path state) throws IOException {
        return Files.readAllLines(state).stream()
                .filter(line -> line.startsWith("Guard "))
                .toList();
    }
}
