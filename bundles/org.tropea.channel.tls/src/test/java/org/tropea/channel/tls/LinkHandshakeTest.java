package org.tropea.channel.tls;

import static org.junit.jupiter.api.Assertions.*;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.TestScope;

/** Two backends over links in memory: what opens the channel, and every way in which it must not open. */
class LinkHandshakeTest {
    private static final long NOW = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 9001);
    private static TestKeys dialler;
    private static TestKeys acceptor;
    private static TestKeys stranger;

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    private FakeLink near;
    private FakeLink far;
    private FakeChannel dialled;
    private FakeChannel accepted;
    private TlsChannelBackend nearBackend;
    private TlsChannelBackend farBackend;

    @BeforeAll
    static void makeKeys() throws Exception {
        dialler = new TestKeys(NOW);
        acceptor = new TestKeys(NOW);
        stranger = new TestKeys(NOW);
    }

    @BeforeEach
    void assemble() throws Exception {
        link(relay(dialler), acceptor.peerIdentity());
    }

    private static TestScope relay(TestKeys keys) {
        TestScope scope = TestScope.of("ORPort", "127.0.0.1:9001");
        scope.add(RouterKeys.class, keys);
        scope.add(OrAddresses.class, new OrAddresses(List.of(HERE)));
        return scope;
    }

    private void link(TestScope initiator, PeerIdentity wanted) throws Exception {
        byte[] certificate = acceptor.link().tlsCertificate().getEncoded();
        near = new FakeLink(loop, certificate);
        far = new FakeLink(loop, certificate);
        dialled = new FakeChannel(loop, initiator);
        accepted = new FakeChannel(loop, relay(acceptor));
        nearBackend = new TlsChannelBackend(dialled, new ChannelTarget(wanted, List.of(HERE)), clock);
        near.events(nearBackend);
        farBackend = (TlsChannelBackend) new TlsChannelBackendFactory(clock).accept(far, accepted);
        nearBackend.linked(near);
        farBackend.linked(far);
    }

    private void handshake() {
        for (int turn = 0; turn < 4; turn++) {
            far.deliverAll(near);
            near.deliverAll(far);
        }
    }

    /** What the responder has sent after it saw VERSIONS: VERSIONS, CERTS, AUTH_CHALLENGE, NETINFO. */
    private List<byte[]> responderCells() {
        far.deliverAll(near);
        List<byte[]> cells = new ArrayList<>(far.written);
        far.written.clear();
        return cells;
    }

    /** What the initiator has sent in the end: CERTS, AUTHENTICATE, NETINFO. */
    private List<byte[]> initiatorCells() {
        far.deliverAll(near);
        near.deliverAll(far);
        List<byte[]> cells = new ArrayList<>(near.written);
        near.written.clear();
        return cells;
    }

    private void deliver(FakeLink to, List<byte[]> cells, int... order) {
        for (int index : order) {
            to.deliver(cells.get(index));
        }
    }

    private static byte[] variable(int command, int length) {
        byte[] cell = new byte[7 + length];
        cell[4] = (byte) command;
        cell[5] = (byte) (length >>> 8);
        cell[6] = (byte) length;
        return cell;
    }

    private static byte[] fixed(int command) {
        return new Cell().header(0, command).bytes;
    }

    private void assertRefused(FakeLink link, String message) {
        assertEquals(message, link.fault);
        assertEquals(CloseCause.PEER_FAULT, link.cause);
    }

    @Test
    void relaysProveThemselvesToEachOther() {
        handshake();
        assertEquals(acceptor.peerIdentity(), dialled.peer);
        assertEquals(dialler.peerIdentity(), accepted.peer);
        assertEquals(5, dialled.linkProtocol);
        assertEquals(5, accepted.linkProtocol);
    }

    @Test
    void clientStaysUnknown() throws Exception {
        link(TestScope.of(), acceptor.peerIdentity());
        handshake();
        assertEquals(acceptor.peerIdentity(), dialled.peer);
        assertFalse(accepted.peer.isKnown());
    }

    @Test
    void linkKeysMayBeRenewedWhileALinkComesUp() throws Exception {
        acceptor.renewLink(NOW);
        handshake();
        assertEquals(acceptor.peerIdentity(), dialled.peer);
    }

    @Test
    void canonicalIsWhoNamesTheAddressWeSee() throws Exception {
        handshake();
        assertTrue(nearBackend.canonical() && farBackend.canonical());
        assemble();
        far.remote = new InetSocketAddress("127.0.0.9", 9001);
        handshake();
        assertTrue(nearBackend.canonical());
        assertFalse(farBackend.canonical());
    }

    @Test
    void onlyOpenLinksHaveRoom() {
        assertEquals(0, nearBackend.room());
        handshake();
        assertEquals(10, nearBackend.room());
    }

    @Test
    void cellsOfCircuitsGoToTheChannelAndPaddingDoesNot() {
        handshake();
        for (int command : new int[] {0, 3, 12, 8, 10, 128, 200, 7}) {
            far.deliver(CellCommand.isVariable(command) ? variable(command, 3) : fixed(command));
        }
        assertEquals(2, accepted.cells.size());
        assertNull(far.cause);
    }

    @Test
    void highestCommonVersionIsChosen() throws Exception {
        assertEquals(4, Versions.choose(new byte[] {0, 6, 0, 3, 0, 4, 0, 9}));
        assertEquals(5, Versions.choose(new byte[] {0, 4, 0, 5, 1, 5}));
    }

    @Test
    void secondVersionsIsDropped() {
        far.deliverAll(near);
        far.deliver(new byte[] {0, 0, 0, 0, 7, 0, 2, 0, 9});
        assertNull(far.cause);
        assertEquals(4, far.written.size());
    }

    @Test
    void netinfoWithoutOurAddressIsRefused() {
        deliver(far, initiatorCells(), 0, 1);
        far.deliver(fixed(CellCommand.NETINFO));
        assertRefused(far, "NETINFO names us by an address that is neither IPv4 nor IPv6");
    }

    @Test
    void netinfoThatEndsWithinAnAddressIsRefused() {
        List<byte[]> cells = initiatorCells();
        byte[] netinfo = cells.get(2);
        Arrays.fill(netinfo, 5 + 10, 514, (byte) 0xff);
        deliver(far, cells, 0, 1, 2);
        assertRefused(far, "NETINFO ends within an address");
    }

    @Test
    void versionsWithoutACommonOneAreRefused() {
        far.deliver(new byte[] {0, 0, 7, 0, 2, 0, 3});
        assertRefused(far, "VERSIONS lists no link protocol that we speak: accepted are 4 and 5");
    }

    @Test
    void versionsOfOddLengthAreRefused() {
        far.deliver(new byte[] {0, 0, 7, 0, 3, 0, 4, 0});
        assertRefused(far, "VERSIONS has an odd length: 3");
    }

    @Test
    void otherIdentityIsRefused() throws Exception {
        link(relay(dialler), stranger.peerIdentity());
        handshake();
        assertEquals(CloseCause.WRONG_IDENTITY, dialled.cause);
        link(relay(dialler), new PeerIdentity(acceptor.rsaId(), stranger.ed25519Id()));
        handshake();
        assertEquals(CloseCause.WRONG_IDENTITY, dialled.cause);
        assertNull(dialled.peer);
    }

    @Test
    void rsaIdentityAloneIsEnough() throws Exception {
        link(relay(dialler), new PeerIdentity(acceptor.rsaId(), null));
        handshake();
        assertEquals(acceptor.peerIdentity(), dialled.peer);
    }

    @Test
    void certsForAnotherTlsCertificateAreRefused() throws Exception {
        near.serverCertificate = stranger.link().tlsCertificate().getEncoded();
        handshake();
        assertRefused(near, "CERTS: the link certificate (type 5) is for another TLS certificate");
    }

    @Test
    void expiredCertsAreRefused() throws Exception {
        List<byte[]> cells = responderCells();
        clock = InstantSource.fixed(Instant.ofEpochSecond(NOW + 400 * 86_400L));
        link(relay(dialler), acceptor.peerIdentity());
        deliver(near, cells, 0, 1);
        assertTrue(near.fault.contains("expired"), near.fault);
    }

    @Test
    void forgedCertsAreRefused() {
        List<byte[]> cells = responderCells();
        cells.get(1)[cells.get(1).length - 20] ^= 1;
        deliver(near, cells, 0, 1);
        assertEquals(CloseCause.PEER_FAULT, near.cause);
    }

    @Test
    void certsTwiceAreRefused() {
        deliver(near, responderCells(), 0, 1, 1);
        assertRefused(near, "CERTS came twice");
    }

    @Test
    void certsWithACircuitAreRefused() {
        List<byte[]> cells = responderCells();
        cells.get(1)[3] = 1;
        deliver(near, cells, 0, 1);
        assertRefused(near, "CERTS has a circuit id, must have 0");
    }

    @Test
    void truncatedCertsAreRefused() {
        far.deliverAll(near);
        near.deliver(far.written.poll());
        byte[] certs = variable(129, 4);
        certs[7] = 1;
        certs[10] = 9;
        near.deliver(certs);
        assertRefused(near, "CERTS ends within certificate 1 of 1");
    }

    @Test
    void challengeBeforeCertsIsRefused() {
        deliver(near, responderCells(), 0, 2);
        assertRefused(near, "AUTH_CHALLENGE came before CERTS");
    }

    @Test
    void challengeTwiceIsRefused() {
        deliver(near, responderCells(), 0, 1, 2, 2);
        assertRefused(near, "AUTH_CHALLENGE came twice");
    }

    @Test
    void netinfoBeforeCertsIsRefused() {
        deliver(near, responderCells(), 0, 3);
        assertRefused(near, "NETINFO came before CERTS");
    }

    @Test
    void challengeToAResponderIsRefused() {
        List<byte[]> cells = responderCells();
        far.deliver(cells.get(2));
        assertRefused(far, "AUTH_CHALLENGE came from an initiator");
    }

    @Test
    void authenticateToAnInitiatorIsRefused() {
        deliver(near, responderCells(), 0, 1);
        near.deliver(variable(131, 356));
        assertRefused(near, "AUTHENTICATE came from a responder");
    }

    @Test
    void authenticateBeforeCertsIsRefused() {
        deliver(far, initiatorCells(), 1);
        assertRefused(far, "AUTHENTICATE came before CERTS");
    }

    @Test
    void authenticateTwiceIsRefused() {
        deliver(far, initiatorCells(), 0, 1, 1);
        assertRefused(far, "AUTHENTICATE came twice");
    }

    @Test
    void authenticateForAnotherTranscriptIsRefused() {
        List<byte[]> cells = initiatorCells();
        far.deliver(variable(128, 10)); // padding belongs to the transcript
        deliver(far, cells, 0, 1);
        assertRefused(far, "AUTHENTICATE is for another handshake: CLOG differs");
    }

    @Test
    void authenticateOverAnotherTlsSessionIsRefused() throws Exception {
        List<byte[]> cells = initiatorCells();
        far.serverCertificate = stranger.link().tlsCertificate().getEncoded();
        deliver(far, cells, 0, 1);
        assertRefused(far, "AUTHENTICATE is for another handshake: SCERT differs");
    }

    @Test
    void certsAloneProveNothing() {
        deliver(far, initiatorCells(), 0, 2);
        assertFalse(accepted.peer.isKnown());
    }

    @Test
    void handshakeCellsAfterTheHandshakeAreRefused() throws Exception {
        for (int command : new int[] {129, 130, 131}) {
            assemble();
            handshake();
            far.deliver(variable(command, 40));
            assertRefused(far, CellCommand.name(command) + " came after the handshake");
        }
    }

    @Test
    void otherCellsBeforeTheHandshakeIsDoneAreRefused() throws Exception {
        for (int command : new int[] {0, 3, 5, 10}) {
            assemble();
            far.deliverAll(near);
            far.deliver(fixed(command));
            assertRefused(far, CellCommand.name(command) + " came before the handshake was done");
        }
    }

    @Test
    void handshakeThatTakesTooLongCloses() {
        loop.advance(TlsChannelBackend.HANDSHAKE_NANOS + 1);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, dialled.cause);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, accepted.cause);
    }

    @Test
    void openLinkOutlivesTheTimeOut() {
        handshake();
        loop.advance(TlsChannelBackend.HANDSHAKE_NANOS + 1);
        assertNull(dialled.cause);
    }
}
