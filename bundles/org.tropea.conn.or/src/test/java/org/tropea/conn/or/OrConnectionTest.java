package org.tropea.conn.or;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.CellCommand;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.loop.TcpState;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.NullTlsProvider;
import org.tropea.testkit.TestScope;

/** Two OR connections over TLS without encryption, whose bytes travel in portions of any size. */
class OrConnectionTest {
    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup();
    private final TestScope scope = TestScope.of();
    private final Lenders lenders = new Lenders();
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private final FakeConnection near = new FakeConnection(loops.loop(0));
    private final FakeConnection far = new FakeConnection(loops.loop(0));
    private final Random random = new Random(7);
    private final List<TlsEngines.Asker> parked = new ArrayList<>();
    private TlsProvider tls = new NullTlsProvider(true);

    @BeforeEach
    void assemble() {
        LinkKeys none = new LinkKeys(null, null, null, null);
        scope.add(LoopGroup.class, loops);
        scope.add(RouterKeys.class, (RouterKeys) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RouterKeys.class}, (proxy, method, args) -> none));
        scope.add(Channels.class, link -> link.events(server));
        scope.add(TlsEngines.class, this::request);
        OrConnection dialled = OrConnection.outgoing(near, scope, lenders, client);
        OrConnection accepted = OrConnection.incoming(far, scope, lenders);
        near.handler = dialled;
        far.handler = accepted;
        dialled.start();
        accepted.start();
    }

    @Test
    void theConnectionTellsOfTheSocket() {
        TcpState state = new TcpState();
        assertFalse(((CellLink) near.handler).tcpState(state));
        assertEquals("the connection has no TCP socket", state.why);
    }

    private void request(Connection connection, boolean asClient, TlsCredentials credentials, TlsEngines.Asker asker) {
        if (tls == null) {
            parked.add(asker);
            return;
        }
        try {
            asker.engine(tls.engine(asClient, credentials));
        } catch (TlsFault fault) {
            asker.refused(fault);
        }
    }

    private void establish(int portion) {
        near.run(() -> near.handler.finishedConnecting());
        carryAll(portion);
    }

    /** Carries bytes both ways, up to {@code portion} at a time, until there are none. */
    private void carryAll(int portion) {
        int moved = 1;
        while (moved > 0) {
            moved = near.carry(far, 1 + random.nextInt(portion)) + far.carry(near, 1 + random.nextInt(portion));
            loops.crank();
        }
    }

    private void versions() {
        client.link.writeVariable(CellCommand.VERSIONS, new byte[] {0, 5});
        server.link.writeVariable(CellCommand.VERSIONS, new byte[] {0, 5});
        client.link.flush();
        server.link.flush();
        carryAll(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 513, 515, 20_000, 1_000_000})
    void cellsArriveWholeHoweverTheBytesAreSplit(int portion) {
        establish(portion);
        versions();
        byte[] certs = new byte[3000];
        random.nextBytes(certs);
        byte[] image = client.link.writeVariable(CellCommand.CERTS, certs);
        for (int i = 0; i < 100; i++) {
            client.link.write(CellBuilder.cell(i, 3, (byte) i));
        }
        client.link.flush();
        carryAll(portion);
        assertArrayEquals(image, server.variable.get(1));
        assertEquals(100, server.cells.size());
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(CellBuilder.cell(i, 3, (byte) i), server.cells.get(i));
        }
    }

    @Test
    void theCellsOfARecordAreAnnouncedBeforeTheFirst() {
        establish(1000);
        versions();
        for (int i = 0; i < 31; i++) {
            client.link.write(CellBuilder.cell(i, 3, (byte) i));
        }
        client.link.flush();
        carryAll(20_000);
        assertEquals(31, server.announced);
        assertEquals(31, server.cells.size());
    }

    @Test
    void cellsGoOnInTheLoopThatItMovedTo() {
        establish(1000);
        versions();
        HandCrankedLoop other = new HandCrankedLoop();
        assertTrue(client.link.move(other, () -> {}));
        other.crank();
        assertSame(other, client.link.loop());
        for (int i = 0; i < 40; i++) {
            client.link.write(CellBuilder.cell(i, 3, (byte) i));
            server.link.write(CellBuilder.cell(i, 3, (byte) i));
        }
        client.link.flush();
        server.link.flush();
        carryAll(1000);
        assertEquals(40, server.cells.size());
        assertEquals(40, client.cells.size());
    }

    @Test
    void oneThatIsNotLinkedOrHasCellsToSealStays() {
        assertFalse(((CellLink) near.handler).move(new HandCrankedLoop(), () -> {}));
        establish(1000);
        versions();
        client.link.write(CellBuilder.cell(1, 3));
        assertFalse(client.link.move(new HandCrankedLoop(), () -> {}));
    }

    @Test
    void cellsArriveThroughBuffersThatWereSwapped() {
        establish(1000);
        versions();
        for (int i = 0; i < 40; i++) {
            client.link.write(CellBuilder.cell(i, 3, (byte) i));
            near.rebuffer();
            far.rebuffer();
        }
        client.link.flush();
        carryAll(1000);
        assertEquals(40, server.cells.size());
        assertArrayEquals(CellBuilder.cell(39, 3, (byte) 39), server.cells.get(39));
    }

    @Test
    void tlsDemandsToReadUntilItIsEstablished() {
        near.run(() -> near.handler.finishedConnecting());
        assertTrue(near.demandsRead);
        carryAll(1000);
        assertFalse(near.demandsRead);
    }

    @Test
    void thirtyOneCellsAreOneRecord() {
        establish(1000);
        versions();
        for (int i = 0; i < 31; i++) {
            assertEquals(0, near.out.length());
            client.link.write(CellBuilder.cell(i, 3));
        }
        assertTrue(near.out.length() > 31 * 514);
        assertEquals(near.out.length(), client.link.bytesQueued());
    }

    @Test
    void flushTellsTheConnectionOnce() {
        establish(1000);
        near.flushes = 0;
        client.link.write(CellBuilder.cell(1, 3));
        assertEquals(514, client.link.bytesQueued());
        client.link.flush();
        assertEquals(1, near.flushes);
    }

    @Test
    void roomEndsAtTheHighWaterAndComesBackAtTheLow() {
        establish(1000);
        versions();
        int room = client.link.room();
        assertEquals(Marks.HIGH_WATER / 514, room);
        for (int i = 0; i < room; i++) {
            client.link.write(CellBuilder.cell(i, 3));
        }
        client.link.flush();
        assertEquals(0, client.link.room());
        near.carry(far, 1000);
        assertEquals(0, client.writable);
        near.carry(far, Marks.LOW_WATER);
        assertEquals(1, client.writable);
        carryAll(5000);
        assertEquals(1, client.writable);
    }

    @Test
    void whoHeardOfNoRoomHearsOfNewRoomWhoeverTookTheLast() {
        establish(1000);
        versions();
        while (client.link.room() > 1) {
            client.link.write(CellBuilder.cell(1, 3));
        }
        // What sealing adds at the end takes the last room, while no cell is written any more.
        near.out.append(new byte[514], 0, 514);
        client.link.flush();
        assertEquals(0, client.link.room());
        near.out.drain(near.out.length());
        near.run(() -> near.handler.flushedSome());
        assertEquals(1, client.writable);
    }

    @Test
    void aDialledConnectionThatGetsItsEngineLaterGoesOn() throws TlsFault {
        TlsProvider later = tls;
        tls = null;
        near.run(() -> near.handler.finishedConnecting());
        assertFalse(near.demandsRead);
        carryAll(1000);
        parked.get(0).engine(later.engine(true, null));
        carryAll(1000);
        versions();
        assertEquals(1, server.variable.size());
    }

    @Test
    void aConnectionThatIsNeverServedIsClosedByTheClock() {
        tls = null;
        near.run(() -> near.handler.finishedConnecting());
        loops.advance(OrConnection.HANDSHAKE_NANOS + 1);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, client.closed);
    }

    @Test
    void aConnectionThatIsRefusedAnEngineEndsInGoodOrder() {
        tls = (asClient, credentials) -> {
            throw new TlsFault("no", null);
        };
        near.run(() -> near.handler.finishedConnecting());
        loops.crank();
        assertEquals(CloseCause.PROVIDER_GONE, client.closed);
    }

    @Test
    void handshakeThatTakesTooLongCloses() {
        near.run(() -> near.handler.finishedConnecting());
        loops.advance(OrConnection.HANDSHAKE_NANOS + 1);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, near.cause);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, client.closed);
    }

    @Test
    void establishedConnectionOutlivesTheTimeOut() {
        establish(1000);
        loops.advance(OrConnection.HANDSHAKE_NANOS + 1);
        assertNull(near.cause);
    }

    @Test
    void garbageIsRefusedAtItsFirstBytes() {
        far.in.append("GET / HTTP/1.0\r\n".getBytes(), 0, 16);
        far.run(() -> far.handler.processInbuf());
        assertEquals(CloseCause.PEER_FAULT, far.cause);
        assertTrue(far.fault.startsWith("what came is not a TLS record: type 71"), far.fault);
    }

    @Test
    void cellsInsteadOfVersionsAreRefused() {
        establish(1000);
        client.link.write(CellBuilder.cell(0x01000a00, 10));
        client.link.flush();
        carryAll(1000);
        assertEquals(CloseCause.PEER_FAULT, far.cause);
    }

    @Test
    void goodByeReachesThePeer() {
        establish(1000);
        client.link.close(CloseCause.IDLE);
        assertEquals(CloseCause.IDLE, client.closed);
        near.out.moveTo(far.in, 1000);
        far.run(() -> far.handler.processInbuf());
        assertEquals(CloseCause.PEER_CLOSED, server.closed);
    }

    @Test
    void whatIsStagedAndAGoodByeGoBeforeTheProvider() {
        establish(1000);
        versions();
        client.link.write(CellBuilder.cell(7, 3));
        near.run(() -> ((TlsEngines.Asker) near.handler).leaving());
        assertNull(near.cause, "the core closes it");
        near.out.moveTo(far.in, 1000);
        far.run(() -> far.handler.processInbuf());
        assertEquals(1, server.cells.size());
        assertEquals(CloseCause.PEER_CLOSED, server.closed);
    }

    @Test
    void tooManyHandshakesAtOnceAreRefused() {
        loops.workLimit(0);
        near.run(() -> near.handler.finishedConnecting());
        near.carry(far, 1000);
        assertEquals(CloseCause.RESOURCE_LIMIT, far.cause);
    }

    @Test
    void nothingIsReadWhileAWorkerComputes() {
        near.run(() -> near.handler.finishedConnecting());
        assertFalse(far.reading().holds(Reason.TLS_TASK));
        near.carry(far, 1000);
        assertTrue(far.reading().holds(Reason.TLS_TASK));
        loops.crank();
        assertTrue(far.reading().runs());
    }

    @Test
    void theRestOfALongCellCounts() {
        establish(1000);
        versions();
        client.link.writeVariable(CellCommand.VPADDING, new byte[40_000]);
        client.link.flush();
        near.carry(far, 35_000);
        assertTrue(far.kept >= 30_000, far.kept + " bytes are told");
        carryAll(1000);
        client.link.write(CellBuilder.cell(7, 3));
        client.link.flush();
        carryAll(1000);
        assertTrue(far.kept <= 514, far.kept + " bytes are told");
    }

    @Test
    void endOfTheStreamCloses() {
        establish(1000);
        far.run(() -> far.handler.reachedEof());
        assertEquals(CloseCause.PEER_CLOSED, server.closed);
    }

    @Test
    void aSecondCloseWithProviderGoneEndsItAtOnce() {
        establish(1000);
        near.slow = true;
        client.link.close(CloseCause.PROVIDER_GONE);
        assertNull(near.cause);
        client.link.close(CloseCause.PROVIDER_GONE);
        assertEquals(CloseCause.PROVIDER_GONE, near.cause);
    }
}
