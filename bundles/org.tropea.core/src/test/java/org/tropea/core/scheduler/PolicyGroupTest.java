package org.tropea.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.circuitmux.PolicyFailed;
import org.tropea.core.slot.Adopted;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.Choices;
import org.tropea.core.slot.Names;
import org.tropea.core.slot.RouterLoops;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.core.slot.SwapLog;
import org.tropea.core.slot.Where;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;

/** Several policies side by side in one frame, chosen by a real slot. */
class PolicyGroupTest implements PolicyFailed, Adopted<SchedulerPolicyFactory> {
    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final HandCrankedLoop loop = group.loop(0);
    private final List<String> events = new ArrayList<>();
    private final SchedulerFrame frame = new SchedulerFrame(loop, this);
    private final Slot<SchedulerPolicyFactory> slot = new Slot<>(
            "scheduler",
            Names.property(SchedulerPolicyFactory.NAME),
            new SlotContext(
                    new RouterLoops(group.loops()),
                    new SwapLog("test", 99, InstantSource.system()),
                    new Bugs(),
                    () -> 0),
            List.of("peer"));

    @BeforeEach
    void listen() {
        slot.at(0).listen(this);
    }

    @Override
    public void adopted(SchedulerPolicyFactory chosen) {
        // The choices that follow have it, too.
    }

    @Override
    public void changed(Choices<SchedulerPolicyFactory> choices) {
        frame.choices(choices, null);
    }

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        events.add("failed " + cause.getMessage());
        slot.quarantine((SchedulerPolicyFactory) factory, "failed");
    }

    @Override
    public void policyDecides(Object factory) {
        events.add(((Flushing) factory).name + " decides");
    }

    /** Flushes all, after a delay. */
    private final class Flushing implements SchedulerPolicyFactory {
        private final String name;
        private final long delay;
        private RuntimeException failure;
        private int made;

        Flushing(String name, long delay, String filter) {
            this.name = name;
            this.delay = delay;
            Map<String, Object> properties = new HashMap<>(Map.of(NAME, name));
            if (filter != null) {
                properties.put(Where.FILTER, filter);
            }
            slot.offer(this, properties);
            group.crank();
        }

        @Override
        public SchedulerPolicy create(Options options) {
            made++;
            return new SchedulerPolicy() {
                @Override
                public long pending(SchedulableChannel channel, long now) {
                    channel.policyData = name;
                    return delay;
                }

                @Override
                public long run(SchedulableChannel[] channels, int count, long now) {
                    events.add(name + " runs " + count);
                    if (failure != null) {
                        throw failure;
                    }
                    for (int i = 0; i < count; i++) {
                        channels[i].flush(100);
                    }
                    return delay;
                }

                @Override
                public void closed(SchedulableChannel channel) {
                    events.add(name + " closed " + (char) channel.id());
                }
            };
        }
    }

    private CellsChannel channel(String name) {
        return new CellsChannel(frame, events, name);
    }

    @Test
    void eachRunsWithItsOwnChannelsAndTimer() {
        new Flushing("slow", 10_000_000, null);
        new Flushing("quick", 0, "(peer=q)");
        channel("a").gets(1, 9);
        channel("q").gets(2, 9);
        channel("b").gets(3, 9);
        group.crank();
        assertEquals(List.of("quick decides", "quick runs 1", "q2"), events);
        events.clear();
        group.advance(10_000_000);
        assertEquals(List.of("slow decides", "slow runs 2", "a1", "b3"), events);
    }

    @Test
    void aChannelMovesBetweenRunsAndKeepsItsState() {
        Flushing slow = new Flushing("slow", 10_000_000, null);
        CellsChannel a = channel("a").gets(1, 9);
        CellsChannel q = channel("q").gets(2, 9);
        CellsChannel idle = channel("i");
        new Flushing("quick", 0, "(peer=q)");
        assertEquals(List.of("slow closed q", "quick decides", "quick runs 1", "q2"), events);
        assertEquals("slow", a.policyData);
        assertEquals(SchedulerState.PENDING, a.schedulerState());
        assertEquals(SchedulerState.WAITING_FOR_CELLS, q.schedulerState());
        assertEquals(SchedulerState.IDLE, idle.schedulerState());
        assertEquals(1, slow.made);
    }

    @Test
    void itMovesBackWhenTheOperatorLetsGoAndThePolicyOfTheOthersStays() {
        Flushing general = new Flushing("general", 5_000_000, null);
        new Flushing("other", 5_000_000, null);
        slot.operatorChooses("other", "(peer=q)");
        group.crank();
        CellsChannel q = channel("q").gets(2, 9);
        assertEquals("other", q.policyData);
        slot.operatorLetsGo();
        group.crank();
        assertEquals("general", q.policyData);
        assertEquals(1, general.made);
        group.advance(5_000_000);
        assertEquals(0, q.cells);
    }

    @Test
    void oneThatFailsLeavesTheOtherAlone() {
        new Flushing("general", 0, null);
        Flushing bad = new Flushing("bad", 0, "(peer=q)");
        bad.failure = new IllegalStateException("broken");
        CellsChannel q = channel("q").gets(2, 9);
        CellsChannel a = channel("a").gets(1, 9);
        group.crank();
        assertEquals(0, q.cells);
        assertEquals(0, a.cells);
        assertEquals(
                "[bad decides, bad runs 1, failed broken, general decides, general runs 1, a1, general runs 1, q2]",
                events.toString());
    }

    @Test
    void withoutAGeneralOneTheOthersPark() {
        new Flushing("quick", 0, "(peer=q)");
        CellsChannel a = channel("a").gets(1, 9);
        group.crank();
        assertEquals(1, frame.pendingCount());
        assertNull(frame.policy());
        assertEquals("-", frame.status().get(0).policy());
        Flushing general = new Flushing("general", 0, null);
        assertEquals(0, a.cells);
        assertSame(general, frame.policy());
        assertEquals("general", frame.status().get(0).policy());
    }

    @Test
    void aPolicyMayNotFlushTheChannelsOfAnother() {
        CellsChannel q = channel("q").gets(0, 9);
        new Flushing("quick", 5_000_000, "(peer=q)");
        new Flushing("thief", 0, null);
        q.gets(2, 0);
        CellsChannel a = channel("a");
        a.onMove = () -> q.flush(1);
        a.gets(1, 9);
        group.crank();
        assertEquals(2, q.cells);
        assertEquals(0, a.cells);
        assertEquals("failed flushed channel 113 outside of a run that may", events.get(events.size() - 1));
    }

    @Test
    void aReloadMakesAllAnew() {
        Flushing general = new Flushing("general", 0, null);
        Flushing quick = new Flushing("quick", 0, "(peer=q)");
        frame.reload(null);
        assertEquals(2, general.made);
        assertEquals(2, quick.made);
    }

    @Test
    void theStatusTellsSinceWhenNothingWasMoved() {
        new Flushing("never", SchedulerPolicy.NEVER, null);
        CellsChannel a = channel("a").gets(3, 9);
        group.advance(60_000_000_000L);
        ScheduledStatus status = frame.status().get(0);
        assertEquals(60_000_000_000L, status.pendingNanos());
        assertEquals("never", status.policy());
        assertEquals(loop.now() - 60_000_000_000L, a.pendingSince());
    }

    @Test
    void whatMovesIsNotStarving() {
        new Flushing("slow", 10_000_000, null);
        CellsChannel a = channel("a").gets(300, 1000);
        group.advance(25_000_000);
        assertEquals(100, a.cells);
        assertEquals(5_000_000, frame.status().get(0).pendingNanos());
        assertEquals(200, frame.status().get(0).sent());
    }
}
