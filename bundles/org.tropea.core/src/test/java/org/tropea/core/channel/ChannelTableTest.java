package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.circuit.CircuitRig;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.TcpState;
import org.tropea.testkit.CellBuilder;

class ChannelTableTest {
    private static final long SECOND = 1_000_000_000L;

    private final CircuitRig rig = new CircuitRig();
    private final PeerIdentity seven = relay(7);
    private final ChannelTarget target = new ChannelTarget(seven, List.of(new InetSocketAddress("127.0.0.7", 700)));
    private final List<String> told = new ArrayList<>();

    private static PeerIdentity relay(int number) {
        byte[] rsa = new byte[20];
        byte[] ed25519 = new byte[32];
        Arrays.fill(rsa, (byte) number);
        Arrays.fill(ed25519, (byte) number);
        return new PeerIdentity(rsa, ed25519);
    }

    private ChannelWaiter waiter(String name) {
        return new ChannelWaiter() {
            @Override
            public void opened(RelayChannel channel) {
                told.add(name + " opened " + channel.id());
            }

            @Override
            public void failed(CloseCause cause) {
                told.add(name + " failed " + cause);
            }
        };
    }

    @Test
    void aChannelToTheAddressAskedForIsReused() throws LocalFault {
        rig.channels.await(target, waiter("a"));
        rig.backends.last().channel.opened(seven, 5);
        assertSame(rig.backends.last().channel, rig.channels.openFor(target));
        assertEquals(List.of("a opened 1"), told);
    }

    @Test
    void aChannelsBackendTellsOfItsSocket() {
        TcpState state = new TcpState();
        assertFalse(rig.client().channel.port().tcpState(state));
        assertEquals("the channel's backend does not tell of a socket", state.why);
    }

    @Test
    void anIncomingChannelIsReusedOnlyWhenCanonical() {
        FakeBackend incoming = rig.incoming(seven);
        assertNull(rig.channels.openFor(target));
        incoming.canonical = true;
        assertSame(incoming.channel, rig.channels.openFor(target));
    }

    @Test
    void bothIdentitiesMustMatch() {
        rig.incoming(new PeerIdentity(seven.rsa(), relay(8).ed25519())).canonical = true;
        assertNull(rig.channels.openFor(target));
    }

    @Test
    void aClientsChannelIsNeverReused() {
        rig.client().canonical = true;
        assertNull(rig.channels.openFor(target));
    }

    @Test
    void canonicalBeforeOthersThenTheOlder() throws LocalFault {
        rig.channels.await(target, waiter("a"));
        FakeBackend launched = rig.backends.last();
        launched.channel.opened(seven, 5);
        rig.loop.advance(SECOND);
        FakeBackend first = rig.incoming(seven);
        rig.loop.advance(SECOND);
        FakeBackend second = rig.incoming(seven);
        assertSame(launched.channel, rig.channels.openFor(target));
        second.canonical = true;
        assertSame(second.channel, rig.channels.openFor(target));
        first.canonical = true;
        assertSame(first.channel, rig.channels.openFor(target));
    }

    @Test
    void anIncomingChannelServesThoseWhoWaitForAnother() throws LocalFault {
        rig.channels.await(target, waiter("a"));
        rig.channels.await(target, waiter("b"));
        assertEquals(1, rig.channels.size());
        rig.channels.incoming(null);
        FakeBackend incoming = rig.backends.last();
        incoming.canonical = true;
        incoming.channel.opened(seven, 5);
        assertEquals(List.of("a opened 2", "b opened 2"), told);
    }

    @Test
    void aFailureIsToldToAllWhoWait() throws LocalFault {
        ChannelWaiter gone = waiter("gone");
        rig.channels.await(target, waiter("a"));
        rig.channels.await(target, gone);
        rig.channels.forget(gone);
        rig.backends.last().channel.closed(CloseCause.CONNECT_REFUSED);
        assertEquals(List.of("a failed CONNECT_REFUSED"), told);
        assertEquals(0, rig.channels.size());
    }

    @Test
    void withoutABackendNothingIsLaunched() {
        rig.channels.backend(null);
        LocalFault fault = assertThrows(LocalFault.class, () -> rig.channels.await(target, waiter("a")));
        assertTrue(fault.getMessage().startsWith("no channel backend"));
        assertEquals(0, rig.channels.size());
    }

    @Test
    void aBackendThatRefusesLeavesNothingBehind() {
        rig.backends.refusal = new LocalFault("no socket");
        assertThrows(LocalFault.class, () -> rig.channels.await(target, waiter("a")));
        assertEquals(0, rig.channels.size());
    }

    @Test
    void anIdleChannelIsClosedAfterThreeToFourAndAHalfMinutes() {
        FakeBackend idle = rig.client();
        rig.loop.advance(179 * SECOND);
        assertNull(idle.closedWith);
        rig.loop.advance(92 * SECOND);
        assertEquals(CloseCause.IDLE, idle.closedWith);
    }

    @Test
    void aChannelWithCircuitsStays() {
        FakeBackend busy = rig.client();
        busy.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        rig.loop.advance(600 * SECOND);
        assertNull(busy.closedWith);
        assertEquals(1, rig.channels.status().get(0).circuits());
    }

    @Test
    void aHandshakeThatNeverEndsIsEnded() throws LocalFault {
        rig.channels.await(target, waiter("a"));
        rig.loop.advance(302 * SECOND);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, rig.backends.last().closedWith);
        assertEquals(List.of("a failed HANDSHAKE_TIMEOUT"), told);
    }

    @Test
    void cellsBeforeOpenAndAfterCloseAreDropped() {
        rig.channels.incoming(null);
        FakeBackend backend = rig.backends.last();
        backend.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        backend.channel.opened(PeerIdentity.NONE, 5);
        backend.channel.close(CloseCause.OPERATOR);
        backend.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        assertEquals(2, rig.channels.drops().of(Drop.CHANNEL_NOT_OPEN));
        assertEquals(CloseCause.OPERATOR, backend.closedWith);
    }

    @Test
    void aBackendThatThrowsCostsItsChannelOnly() {
        FakeBackend bad = rig.client();
        FakeBackend good = rig.client();
        bad.bug = new IllegalStateException("broken");
        bad.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        good.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        rig.group.crank();
        assertEquals(CloseCause.BUG, bad.closedWith);
        assertEquals(1, good.sent.size());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void theChannelsOfABackendThatStopsHaveTheDrainTime() {
        FakeBackend old = rig.client();
        rig.channels.backend(null);
        rig.channels.backendGone(rig.backends, () -> told.add("none left"));
        rig.loop.advance(SECOND);
        assertNull(old.closedWith);
        rig.loop.advance(SECOND);
        assertEquals(CloseCause.PROVIDER_GONE, old.closedWith);
        assertEquals(List.of(), told);
        old.channel.closed(CloseCause.PROVIDER_GONE);
        assertEquals(List.of("none left"), told);
    }

    @Test
    void statesGoOnlyTheirWays() {
        assertTrue(ChannelState.OPENING.mayBecome(ChannelState.OPEN));
        assertTrue(ChannelState.OPEN.mayBecome(ChannelState.CLOSING));
        assertFalse(ChannelState.CLOSING.mayBecome(ChannelState.OPEN));
        assertFalse(ChannelState.CLOSED.mayBecome(ChannelState.ERROR));
        FakeBackend backend = rig.client();
        backend.channel.closed(CloseCause.PEER_FAULT);
        assertEquals(ChannelState.ERROR, backend.channel.state());
        assertThrows(Bug.class, () -> backend.channel.closed(CloseCause.PEER_FAULT));
    }

    @Test
    void aPeerThatDoesNotReadItsDestroysIsClosed() {
        FakeBackend backend = rig.client();
        backend.room = 0;
        for (int id = 1; id <= (1 << 16) + 1; id++) {
            backend.receive(CellBuilder.createFast(id, new byte[20]));
        }
        assertEquals(CloseCause.RESOURCE_LIMIT, backend.closedWith);
    }

    @Test
    void ourIdsHaveTheHighBitOnlyWhereWeStarted() throws LocalFault {
        CircuitIds initiator = new CircuitIds(true);
        CircuitIds responder = new CircuitIds(false);
        for (int i = 0; i < 100; i++) {
            assertTrue(initiator.choose() < 0);
            assertTrue(responder.choose() > 0);
        }
    }

    @Test
    void aBackendThatIsNotMadeLeavesNoChannel() {
        rig.backends.bug = new IllegalStateException("broken");
        LocalFault fault = assertThrows(LocalFault.class, () -> rig.channels.await(target, waiter("a")));
        assertTrue(fault.getMessage().contains("broken"), fault.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> rig.channels.incoming(rig.loop, rig.backends, channel -> {
                    throw new IllegalStateException("broken");
                }));
        assertEquals(0, rig.channels.size());
        boolean[] gone = new boolean[1];
        rig.channels.backendGone(rig.backends, () -> gone[0] = true);
        assertTrue(gone[0]);
    }

    @Test
    void whatDrainsAndDoesNotGetItsBytesOutIsToldTwice() {
        FakeBackend backend = rig.client();
        backend.channel.close(CloseCause.IDLE);
        backend.channel.close(CloseCause.OPERATOR);
        assertEquals(CloseCause.IDLE, backend.closedWith);
        backend.channel.close(CloseCause.PROVIDER_GONE);
        assertEquals(CloseCause.PROVIDER_GONE, backend.closedWith);
    }
}
