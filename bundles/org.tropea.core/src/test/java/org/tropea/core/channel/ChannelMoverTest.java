package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.CellCommand;
import org.tropea.cell.CellPool;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.conn.LoopLoads;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

/** Channels without circuits go from loop to loop, two hand-cranked ones, where their work is better shared. */
class ChannelMoverTest {
    private static final int LEAST = 100;

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup(2, new ManualClock(), new MemoryNetwork());
    private final LoopLoads loads = new LoopLoads(2);
    private final RouterPeers peers = new RouterPeers(loads);
    private final LoopBalance balance = new LoopBalance(2, LEAST);
    private final FakeBackend.Factory backends = new FakeBackend.Factory();
    private final List<ChannelTable> tables = List.of(table(0), table(1));
    private int relays;

    /** No circuits are made here. */
    private static final class NoCircuits implements CircuitCommands {
        @Override
        public void create(RelayChannel channel, int id, int command, byte[] array, int offset, long now) {
            throw new AssertionError("nobody asks for a circuit");
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public void cellDone(long now) {}

        @Override
        public void failed(RuntimeException bug) {
            throw bug;
        }
    }

    private ChannelTable table(int index) {
        var loop = group.loop(index);
        TestScope scope = TestScope.of("SwapDrainTime", "0");
        CellAccount account = new CellAccount(new CellPool(100), new ActivityClock(30_000_000_000L, loop.now()));
        ChannelTable table = new ChannelTable(
                loop, scope, account, new SchedulerFrame(loop, (factory, cause) -> {}), (factory, cause) -> {});
        table.share(peers, loads, balance);
        table.backend(backends);
        table.start(new NoCircuits());
        return table;
    }

    /** Nobody's code runs in a loop but within a turn of it. */
    private void in(int loop, Runnable work) {
        group.loop(loop).execute(work);
        group.loop(loop).turn();
    }

    /** An open channel of a relay, or of a client, that carried so many cells. */
    private FakeBackend channel(int loop, PeerIdentity peer, int cells) {
        in(loop, () -> {
            tables.get(loop).incoming(null);
            FakeBackend made = backends.last();
            made.channel.opened(peer, 5);
            for (int i = 0; i < cells; i++) {
                made.receive(CellBuilder.cell(1, CellCommand.RELAY));
            }
        });
        return backends.last();
    }

    private FakeBackend relay(int loop, int cells) {
        byte[] id = new byte[32];
        Arrays.fill(id, (byte) ++relays);
        return channel(loop, new PeerIdentity(Arrays.copyOf(id, 20), id), cells);
    }

    private void second(int loop) {
        in(loop, tables.get(loop).mover::second);
    }

    private int loopOf(FakeBackend backend) {
        return backend.channel.loop().index();
    }

    /** Circuits of the two ended, of which so many cells went through. */
    private void together(FakeBackend one, FakeBackend other, int cells) {
        balance.companions().together(one.channel.id(), other.channel.id(), cells);
    }

    // ---- moves ----------------------------------------------------------------------------------------------------

    @Test
    void workGoesToTheLoopThatHasNone() {
        FakeBackend one = relay(0, 1_000);
        FakeBackend other = relay(0, 1_000);
        second(1);
        second(0);
        group.loop(1).crank();
        assertEquals(1, loopOf(one) + loopOf(other));
        assertEquals(1, tables.get(0).size());
        assertEquals(1, tables.get(1).size());
    }

    @Test
    void oneThatCannotGoKeepsNoOtherOneBack() {
        FakeBackend stuck = relay(0, 1_200);
        FakeBackend free = relay(0, 1_000);
        stuck.movable = false;
        second(1);
        second(0);
        group.loop(1).crank();
        assertEquals(0, loopOf(stuck));
        assertEquals(1, loopOf(free));
        assertEquals(ChannelState.OPEN, stuck.channel.state());
    }

    @Test
    void oneThatCouldNotGoIsFoundAsBefore() {
        FakeBackend stuck = relay(0, 1_200);
        stuck.movable = false;
        second(1);
        second(0);
        ChannelTarget target = target(stuck);
        in(0, () -> assertSame(stuck.channel, tables.get(0).openFor(target)));
        assertTrue(peers.isOpenIn(0, target, group.loop(0).now()));
    }

    private static ChannelTarget target(FakeBackend relay) {
        return new ChannelTarget(relay.channel.peer(), List.of(new InetSocketAddress("127.0.0.9", 9)));
    }

    @Test
    void whoWantsOneThatIsOnItsWayGetsIt() throws Exception {
        FakeBackend one = relay(0, 1_000);
        relay(0, 1_000).movable = false;
        second(1);
        second(0);
        List<RelayChannel> got = new ArrayList<>();
        tables.get(1).await(target(one), new ChannelWaiter() {
            @Override
            public void opened(RelayChannel channel) {
                got.add(channel);
            }

            @Override
            public void failed(CloseCause cause) {
                throw new AssertionError(cause);
            }
        });
        assertEquals(List.of(), got);
        group.loop(1).crank();
        assertEquals(List.of(one.channel), got);
        assertEquals(1, tables.get(1).size());
    }

    // ---- exchanges ------------------------------------------------------------------------------------------------

    @Test
    void pairsWhoseCircuitsCrossedChangePlaces() {
        FakeBackend one = relay(0, 1_000);
        FakeBackend three = relay(0, 1_000);
        FakeBackend two = relay(1, 1_000);
        FakeBackend four = relay(1, 1_000);
        together(one, two, 1_000);
        together(three, four, 1_000);
        balance.carried(0, 2_000);
        second(1);
        second(0);
        group.crank();
        group.crank();
        assertEquals(loopOf(one), loopOf(two));
        assertEquals(loopOf(three), loopOf(four));
        assertEquals(2, tables.get(0).size());
    }

    @Test
    void oneThatCannotComeBackStaysAsItIs() {
        FakeBackend one = relay(0, 1_000);
        FakeBackend three = relay(0, 1_000);
        FakeBackend two = relay(1, 1_000);
        FakeBackend four = relay(1, 1_000);
        together(one, two, 1_000);
        together(three, four, 1_000);
        four.movable = false;
        balance.carried(0, 2_000);
        second(1);
        second(0);
        group.crank();
        assertEquals(1, tables.get(0).size());
        assertEquals(3, tables.get(1).size());
        assertEquals(ChannelState.OPEN, four.channel.state());
    }

    /** A relay has thousands that carry nothing: looking at each pair of them would take a loop's whole time. */
    @Test
    void channelsThatCarriedNothingAreNotLookedAt() {
        FakeBackend busy = relay(0, 1_000);
        FakeBackend far = relay(1, 1_000);
        for (int i = 0; i < 100; i++) {
            channel(i % 2, PeerIdentity.NONE, 0);
        }
        together(busy, far, 1_000);
        second(0);
        second(1);
        assertEquals(List.of(busy.channel.id()), ids(0));
        assertEquals(List.of(far.channel.id()), ids(1));
    }

    private List<Long> ids(int loop) {
        List<Long> ids = new ArrayList<>();
        balance.resting(loop).forEach(each -> ids.add(each.id()));
        return ids;
    }

    @Test
    void norThoseThatCarriedMuchButNothingTogether() {
        relay(0, 1_000);
        second(0);
        assertEquals(List.of(), ids(0));
    }

    // ---- what goes wrong on the way -------------------------------------------------------------------------------

    @Test
    void whatClosesInTheOtherLoopAtOnceIsForgotten() {
        FakeBackend one = relay(0, 1_000);
        relay(0, 1_000).movable = false;
        one.posted = () -> {
            group.loop(1).turn();
            in(1, () -> one.channel.closed(CloseCause.IO_ERROR));
        };
        together(one, relay(1, 10), 1_000);
        second(1);
        second(0);
        assertEquals(ChannelState.ERROR, one.channel.state());
        assertFalse(balance.companions().knows(one.channel.id()));
    }

    @Test
    void oneWhoseMakerIsGoneThereFlushesNoLonger() {
        FakeBackend one = relay(0, 1_000);
        relay(0, 1_000).movable = false;
        second(1);
        in(1, () -> tables.get(1).backend(null));
        second(0);
        group.loop(1).crank();
        assertEquals(1, loopOf(one));
        assertEquals(CloseCause.PROVIDER_GONE, one.closedWith);
        assertEquals(2, one.closes);
    }

    /** Its maker leaves this loop while it is on its way: the other loop's channel is nobody's here to close. */
    @Test
    void oneOnItsWayIsNotClosedFromTheLoopThatItLeft() {
        FakeBackend one = relay(0, 1_000);
        FakeBackend stays = relay(0, 1_000);
        stays.movable = false;
        second(1);
        second(0);
        in(0, () -> tables.get(0).backendGone(backends, () -> {}));
        group.loop(0).crank();
        assertEquals(CloseCause.PROVIDER_GONE, stays.closedWith);
        assertEquals(0, one.closes);
        group.crank();
        assertEquals(1, loopOf(one));
    }
}
