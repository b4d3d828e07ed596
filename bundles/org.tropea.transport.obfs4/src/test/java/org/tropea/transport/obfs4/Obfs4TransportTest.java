package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.transport.TransportUse;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

/** The transport as a router uses it: two of its connections, and the bytes between them carried by hand. */
class Obfs4TransportTest {
    private static final InetSocketAddress BRIDGE = new InetSocketAddress("203.0.113.7", 443);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final Obfs4Transport transport = new Obfs4Transport(() -> Instant.ofEpochMilli(Pair.NOW));
    private TestScope scope;
    private CloseCause failed;
    private String why;

    @BeforeEach
    void router() {
        scope = TestScope.of("DataDirectory", data.toString());
        scope.add(LoopGroup.class, group);
    }

    private PlayedConnection connection() {
        return new PlayedConnection("transport.obfs4", BRIDGE, group.loop(0));
    }

    private PlayedConnection server(Map<String, String> options) throws LocalFault {
        TransportUse use = TransportUse.serving("obfs4", options);
        transport.serve(null, use, scope);
        PlayedConnection server = connection();
        server.handler = transport.open(server, use, scope);
        return server;
    }

    private PlayedConnection client(Map<String, String> arguments) {
        PlayedConnection client = connection();
        TransportUse use = new TransportUse("obfs4", arguments, BRIDGE, "or", this, (cause, clause) -> {
            failed = cause;
            why = clause;
        });
        client.handler = transport.open(client, use, scope);
        return client;
    }

    private Map<String, String> arguments() throws Exception {
        return StateFiles.arguments(Files.readString(data.resolve("pt_state/obfs4_bridgeline.txt")));
    }

    @Test
    void bothBecomeOrConnections() throws Exception {
        PlayedConnection server = server(Map.of());
        PlayedConnection client = client(arguments());
        client.connected();
        server.receive(client.sent());
        assertEquals("or", server.became);
        client.receive(server.sent());
        assertEquals("or", client.became);
        assertEquals("obfs4", client.carried.transport());
        assertNull(server.carried.client());
        client.carried.wrap().open(client.inbuf(), buffer()); // the server's seed, which came with its answer
        assertEquals(0, client.inbuf().length());
        carries(client.carried.wrap(), server.carried.wrap());
        carries(server.carried.wrap(), client.carried.wrap());
        assertNull(failed);
    }

    /** Half a MiB in pieces of any size comes out as it went in. */
    private void carries(Wrap from, Wrap to) throws PeerFault {
        Random random = new Random(4);
        byte[] bytes = new byte[1 << 19];
        random.nextBytes(bytes);
        Buffer plain = buffer();
        Buffer sealed = buffer();
        Buffer wire = buffer();
        Buffer opened = buffer();
        plain.append(bytes, 0, bytes.length);
        while (plain.length() > 0 || sealed.length() > 0) {
            from.seal(plain, sealed, 1 + random.nextInt(60_000));
            sealed.moveTo(wire, 1 + random.nextInt(40_000));
            to.open(wire, opened);
        }
        byte[] got = new byte[opened.length()];
        opened.read(got, 0, got.length);
        assertArrayEquals(bytes, got);
        assertEquals(0, wire.length());
    }

    private Buffer buffer() {
        return new HeapBufferLayer().pool(() -> 0).buffer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void modesDecideOnWritesAndPauses(String mode) throws Exception {
        PlayedConnection server = server(Map.of("iat-mode", mode));
        assertEquals(mode, arguments().get("iat-mode"));
        PlayedConnection client = client(arguments());
        client.connected();
        server.receive(client.sent());
        Wrap wrap = server.carried.wrap();
        Buffer plain = buffer();
        Buffer sealed = buffer();
        plain.append(new byte[20_000], 0, 20_000);
        wrap.seal(plain, sealed, 1 << 20);
        long pauses = 0;
        while (sealed.length() > 0) {
            int next = wrap.nextWrite(sealed);
            assertTrue(next > 0 && next <= Frame.LONGEST && next <= sealed.length(), next + " bytes");
            sealed.drain(next);
            pauses += wrap.pauseNanos();
        }
        assertTrue(pauses > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void littleIsSealedAheadOfPacedWrites(String mode) throws Exception {
        PlayedConnection server = server(Map.of("iat-mode", mode));
        PlayedConnection client = client(arguments());
        client.connected();
        server.receive(client.sent());
        Buffer plain = new HeapBufferLayer().pool(() -> 0).buffer();
        Buffer sealed = buffer();
        plain.append(new byte[60_000], 0, 60_000);
        server.carried.wrap().seal(plain, sealed, 1_500);
        assertTrue(60_000 - plain.length() <= 4 * Frame.LONGEST, () -> plain.length() + " of 60000 are left");
        assertTrue(sealed.length() >= 1_500);
    }

    @Test
    void aBridgeHasKeysBeforeAnybodyComes() throws Exception {
        transport.serve(null, TransportUse.serving("obfs4", Map.of()), scope);
        group.crank();
        assertEquals(LoopParts.STOCK, transport.parts(group.loop(0)).spares());
    }

    @Test
    void aProbeHearsNothingUntilTheBridgesOwnDelayIsOver() throws Exception {
        PlayedConnection server = server(Map.of());
        int delay = StateFiles.parse(Files.readString(data.resolve("pt_state/obfs4_state.json")))
                .closeDelaySeconds();
        server.receive("GET / HTTP/1.1\r\n\r\n" + "x".repeat(20_000));
        group.advance((30 + delay) * SECOND - SECOND / 2);
        server.receive("x".repeat(100));
        assertTrue(server.isOpen());
        assertEquals("", server.sent());
        group.advance(SECOND);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, server.cause);
        assertNull(server.became);
    }

    @Test
    void whatWasSaidOnceIsSilentTheNextTime() throws Exception {
        PlayedConnection server = server(Map.of());
        PlayedConnection client = client(arguments());
        client.connected();
        String request = client.sent();
        server.receive(request);
        PlayedConnection again = connection();
        again.handler = transport.open(again, TransportUse.serving("obfs4", Map.of()), scope);
        again.receive(request);
        assertEquals("or", server.became);
        assertNull(again.became);
        assertEquals("", again.sent());
    }

    @Test
    void theStateStaysAndItsFilesAreTheOwnersOnly() throws Exception {
        server(Map.of());
        Map<String, String> before = arguments();
        server(Map.of());
        assertEquals(before, arguments());
        Path state = data.resolve("pt_state/obfs4_state.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        Path folder = data.resolve("pt_state");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void optionsMayBringTheIdentity() throws Exception {
        ServerIdentity other = ServerIdentity.generate(new Random(7));
        Map<String, String> options = new HashMap<>();
        options.put("node-id", java.util.HexFormat.of().formatHex(other.cert().nodeId()));
        options.put("private-key", java.util.HexFormat.of().formatHex(other.secret()));
        assertThrows(LocalFault.class, () -> server(options));
        options.put("drbg-seed", java.util.HexFormat.of().formatHex(other.seed()));
        server(options);
        assertEquals(other.cert().text(), arguments().get("cert"));
    }

    @Test
    void aDamagedStateRefusesToServe() throws Exception {
        Files.createDirectory(data.resolve("pt_state"));
        Files.writeString(data.resolve("pt_state/obfs4_state.json"), "{\"node-id\": 4}");
        assertThrows(LocalFault.class, () -> server(Map.of()));
        assertEquals("{\"node-id\": 4}", Files.readString(data.resolve("pt_state/obfs4_state.json")));
    }

    @Test
    void aLineThatIsOfNoUseEndsTheDialAndSaysWhy() {
        PlayedConnection client = client(Map.of("cert", "AAAA"));
        group.crank();
        assertEquals(CloseCause.NO_ROUTE, client.cause);
        assertEquals(CloseCause.NO_ROUTE, failed);
        assertTrue(why.contains("cert AAAA"), why);
    }

    @Test
    void aBridgeThatDoesNotAnswerIsGivenUp() throws Exception {
        server(Map.of());
        PlayedConnection client = client(arguments());
        client.connected();
        group.advance(61 * SECOND);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, failed);
    }

    @Test
    void aForgedFrameIsAFault() throws Exception {
        PlayedConnection server = server(Map.of());
        PlayedConnection client = client(arguments());
        client.connected();
        server.receive(client.sent());
        Buffer forged = buffer();
        forged.append(new byte[4_000], 0, 4_000);
        assertThrows(PeerFault.class, () -> server.carried.wrap().open(forged, buffer()));
    }
}
