package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.crypto.Digests;
import org.tropea.flow.fault.PeerFault;

/** Our client with the real obfs4proxy as bridge, and the real one as client with our bridge. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class Obfs4proxyIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int MEBI = 1 << 20;
    private static final int BURST = 20_000;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "obfs4proxy-it");
        thread.setDaemon(true);
        thread.start();
    };

    @TempDir
    Path state;

    /** A bridge which does not draw writes of no length, of which obfs4proxy dies, nor long pauses. */
    private static ServerIdentity bridge(IatMode mode) {
        for (int i = 0; ; i++) {
            ServerIdentity bridge = ServerIdentity.generate(new Random(i)).with(mode);
            Distribution lengths = new Distribution(bridge.seed(), Frame.LONGEST);
            if (least(lengths) > 0
                    && mean(lengths) > 700
                    && mean(new Distribution(Digests.sha256(bridge.seed()), 100)) < 20) {
                return bridge;
            }
        }
    }

    private static int least(Distribution lengths) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < lengths.size(); i++) {
            least = Math.min(least, lengths.value(i));
        }
        return least;
    }

    private static double mean(Distribution drawn) {
        Random random = new Random(1);
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += drawn.sample(random);
        }
        return sum / 1000.0;
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, LOOPBACK);
    }

    /** Returns what it gets, one connection after another. */
    private static void echoPlainly(ServerSocket listener) {
        CompletableFuture.runAsync(
                () -> {
                    for (; ; ) {
                        try (Socket socket = listener.accept()) {
                            socket.getInputStream().transferTo(socket.getOutputStream());
                        } catch (IOException e) {
                            return;
                        }
                    }
                },
                THREADS);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 32", "ENABLED, 4", "PARANOID, 3"})
    void ourClientAndTheirBridge(IatMode mode, int mebibytes) throws Exception {
        ServerIdentity bridge = bridge(mode);
        Files.writeString(state.resolve(StateFiles.STATE), StateFiles.print(bridge));
        try (ServerSocket orPort = listen();
                Obfs4proxy theirs = Obfs4proxy.server(state, orPort.getLocalPort())) {
            echoPlainly(orPort);
            assertEquals(bridge.clientArguments(), theirs.arguments());
            Socket socket =
                    new Socket(theirs.address().getAddress(), theirs.address().getPort());
            try (Wire wire = Wire.client(socket, bridge.cert(), mode)) {
                exchange(wire, mebibytes * MEBI);
            }
        }
        assertEquals(StateFiles.print(bridge), Files.readString(state.resolve(StateFiles.STATE)));
        assertEquals(
                bridge.clientArguments(),
                StateFiles.arguments(Files.readString(state.resolve(StateFiles.BRIDGE_LINE))));
    }

    /** Sends {@code total} bytes while it gets them back, and compares. */
    private static void exchange(Wire wire, int total) throws Exception {
        byte[] said = new byte[BURST];
        new Random(7).nextBytes(said);
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> digest(wire, total), THREADS);
        MessageDigest digest = Digests.newSha256();
        for (int left = total; left > 0; left -= BURST) {
            said[0]++;
            wire.send(said, Math.min(left, BURST));
            digest.update(said, 0, Math.min(left, BURST));
        }
        assertArrayEquals(digest.digest(), heard.get());
    }

    private static byte[] digest(Wire wire, int total) {
        MessageDigest digest = Digests.newSha256();
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        try {
            for (int left = total; left > 0; left -= plain.position()) {
                if (!wire.receive(plain.clear())) {
                    throw new IllegalStateException("ended with " + left + " bytes to come");
                }
                digest.update(plain.array(), 0, plain.position());
            }
            return digest.digest();
        } catch (IOException | PeerFault e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 32", "ENABLED, 4", "PARANOID, 3"})
    void theirClientAndOurBridge(IatMode mode, int mebibytes) throws Exception {
        ServerIdentity bridge = bridge(mode);
        try (ServerSocket listener = listen();
                Obfs4proxy theirs = Obfs4proxy.client(state)) {
            serve(listener, bridge);
            try (Socket socket = Socks.connect(theirs.address(), bridge.clientArguments(), listener.getLocalPort())) {
                exchange(socket, 1); // their client looks at our seed only when more comes
                exchange(socket, mebibytes * MEBI);
            }
        }
    }

    /** Our bridge: returns what each connection gets. */
    private static void serve(ServerSocket listener, ServerIdentity bridge) {
        ReplayFilter replays = new ReplayFilter(new SecureRandom());
        THREADS.execute(() -> {
            for (; ; ) {
                try {
                    Socket socket = listener.accept();
                    THREADS.execute(() -> serve(socket, bridge, replays));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket accepted, ServerIdentity bridge, ReplayFilter replays) {
        try (Socket socket = accepted;
                Wire wire = Wire.server(socket, bridge, replays)) {
            ByteBuffer plain = ByteBuffer.allocate(1 << 15);
            while (wire.receive(plain.clear())) {
                wire.send(plain.array(), plain.position());
            }
        } catch (SocketException e) {
            // The other program ends with padding of ours unread; whether all came back its side tells.
            return;
        } catch (IOException | PeerFault e) {
            throw new IllegalStateException(e);
        }
    }

    private static void exchange(Socket socket, int total) throws Exception {
        byte[] said = new byte[BURST];
        new Random(8).nextBytes(said);
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> digest(socket, total), THREADS);
        MessageDigest digest = Digests.newSha256();
        for (int left = total; left > 0; left -= BURST) {
            said[0]++;
            socket.getOutputStream().write(said, 0, Math.min(left, BURST));
            digest.update(said, 0, Math.min(left, BURST));
        }
        assertArrayEquals(digest.digest(), heard.get());
    }

    private static byte[] digest(Socket socket, int total) {
        try {
            MessageDigest digest = Digests.newSha256();
            byte[] bytes = new byte[1 << 16];
            for (int left = total; left > 0; ) {
                int count = socket.getInputStream().read(bytes, 0, Math.min(left, bytes.length));
                if (count < 0) {
                    throw new IllegalStateException("ended with " + left + " bytes to come");
                }
                digest.update(bytes, 0, count);
                left -= count;
            }
            return digest.digest();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void handshakesOfOursWithTheirs() throws Exception {
        ServerIdentity bridge = bridge(IatMode.NONE);
        Files.writeString(state.resolve(StateFiles.STATE), StateFiles.print(bridge));
        try (ServerSocket orPort = listen();
                Obfs4proxy theirs = Obfs4proxy.server(state, orPort.getLocalPort())) {
            echoPlainly(orPort);
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(
                        theirs.address().getAddress(), theirs.address().getPort());
                try (Wire wire = Wire.client(socket, bridge.cert(), IatMode.NONE)) {
                    exchange(wire, 1 + i);
                }
            }
        }
    }

    @Test
    void handshakesOfTheirsWithOurs() throws Exception {
        ServerIdentity bridge = bridge(IatMode.NONE);
        try (ServerSocket listener = listen();
                Obfs4proxy theirs = Obfs4proxy.client(state)) {
            serve(listener, bridge);
            for (int i = 0; i < 100; i++) {
                try (Socket socket =
                        Socks.connect(theirs.address(), bridge.clientArguments(), listener.getLocalPort())) {
                    exchange(socket, 1 + i);
                }
            }
        }
    }

    @Test
    void aBridgeOfTheirsMovesToUs() throws Exception {
        String line;
        try (ServerSocket orPort = listen();
                Obfs4proxy theirs = Obfs4proxy.server(state, orPort.getLocalPort())) {
            line = theirs.arguments().get("cert");
        }
        String file = Files.readString(state.resolve(StateFiles.STATE));
        ServerIdentity bridge = StateFiles.parse(file);
        assertEquals(line, bridge.cert().text());
        assertEquals(file, StateFiles.print(bridge));
        try (ServerSocket listener = listen();
                Obfs4proxy theirs = Obfs4proxy.client(state)) {
            serve(listener, bridge);
            try (Socket socket =
                    Socks.connect(theirs.address(), Map.of("cert", line, "iat-mode", "0"), listener.getLocalPort())) {
                exchange(socket, 1000);
            }
        }
    }
}
