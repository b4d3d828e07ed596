package org.tropea.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;
import org.tropea.testkit.HandCrankedLoop;

class SchedulerFrameTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final List<String> events = new ArrayList<>();
    private SchedulerPolicyFactory successor;
    private final SchedulerFrame frame = new SchedulerFrame(loop, (factory, cause) -> {
        events.add("failed: " + cause.getMessage());
        this.frame().policy(successor, null);
    });

    private SchedulerFrame frame() {
        return frame;
    }

    /** A channel of numbers. */
    private final class TestChannel extends ScheduledChannel {
        private final String name;
        private int cells;
        private int room;
        private boolean closesOnFlush;

        TestChannel(String name) {
            this.name = name;
            frame.add(this);
        }

        void cells(int more) {
            cells += more;
            frame.hasWaitingCells(this);
        }

        void room(int more) {
            room += more;
            frame.hasRoom(this);
        }

        @Override
        public long id() {
            return 0;
        }

        @Override
        public int cells() {
            return cells;
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public double rank() {
            return 0;
        }

        @Override
        protected int move(int most) {
            int moved = Math.min(most, Math.min(cells, room));
            cells -= moved;
            room -= moved;
            events.add(name + moved);
            if (closesOnFlush) {
                frame.remove(this);
            }
            return moved;
        }

        @Override
        public int bytesQueued() {
            return 0;
        }

        @Override
        public void flushBackend() {
            events.add(name + " flushed");
        }
    }

    /** A policy of given delays that moves up to {@code most} cells of each pending channel. */
    private final class TestPolicy extends SchedulerPolicy implements SchedulerPolicyFactory {
        private final long delay;
        private final int most;
        private RuntimeException failure;

        TestPolicy(long delay, int most) {
            this.delay = delay;
            this.most = most;
        }

        @Override
        public SchedulerPolicy create(Options options) {
            return this;
        }

        @Override
        public long pending(SchedulableChannel channel, long now) {
            channel.policyData = this;
            return delay;
        }

        @Override
        public long run(SchedulableChannel[] channels, int count, long now) {
            if (failure != null) {
                throw failure;
            }
            for (int i = 0; i < count; i++) {
                channels[i].flush(most);
            }
            return delay;
        }

        @Override
        public void closed(SchedulableChannel channel) {
            events.add("closed");
        }
    }

    @Test
    void bothFactsTogetherMakeAChannelPending() {
        TestChannel a = new TestChannel("a");
        assertEquals(SchedulerState.IDLE, a.schedulerState());
        a.cells(2);
        assertEquals(SchedulerState.WAITING_TO_WRITE, a.schedulerState());
        a.room(3);
        assertEquals(SchedulerState.PENDING, a.schedulerState());
        TestChannel b = new TestChannel("b");
        b.room(1);
        assertEquals(SchedulerState.WAITING_FOR_CELLS, b.schedulerState());
        b.cells(1);
        assertEquals(SchedulerState.PENDING, b.schedulerState());
        assertEquals(2, frame.pendingCount());
    }

    @Test
    void aRunSortsTheStatesOutAndFlushesEachBackendOnce() {
        frame.policy(new TestPolicy(0, 2), null);
        TestChannel a = new TestChannel("a");
        TestChannel b = new TestChannel("b");
        TestChannel c = new TestChannel("c");
        a.room(2);
        a.cells(2);
        b.room(5);
        b.cells(2);
        c.room(2);
        c.cells(4);
        loop.turn();
        assertEquals(List.of("a2", "b2", "c2", "a flushed", "b flushed", "c flushed"), events);
        assertEquals(SchedulerState.IDLE, a.schedulerState());
        assertEquals(SchedulerState.WAITING_FOR_CELLS, b.schedulerState());
        assertEquals(SchedulerState.WAITING_TO_WRITE, c.schedulerState());
        assertEquals(0, frame.pendingCount());
    }

    @Test
    void whatIsStillPendingRunsAgain() {
        frame.policy(new TestPolicy(0, 2), null);
        TestChannel a = new TestChannel("a");
        a.room(9);
        a.cells(5);
        loop.crank();
        assertEquals(0, a.cells);
        assertEquals(SchedulerState.WAITING_FOR_CELLS, a.schedulerState());
    }

    @Test
    void aTimerRunsThePolicyWhenItSaysSo() {
        frame.policy(new TestPolicy(10_000_000, 9), null);
        TestChannel a = new TestChannel("a");
        a.room(9);
        a.cells(1);
        loop.advance(9_999_999);
        assertEquals(List.of(), events);
        loop.advance(1);
        assertEquals(List.of("a1", "a flushed"), events);
    }

    @Test
    void aPolicyThatMovesNothingDoesNotSpinTheLoop() {
        frame.policy(new TestPolicy(0, 0), null);
        TestChannel a = new TestChannel("a");
        a.room(9);
        a.cells(1);
        loop.crank();
        int runs = events.size();
        loop.advance(3_000_000);
        assertEquals(runs + 3, events.size());
    }

    @Test
    void withoutAPolicyPendingOnesWaitAndAreOfferedToTheNext() {
        TestChannel a = new TestChannel("a");
        a.room(2);
        a.cells(2);
        loop.crank();
        assertEquals(List.of(), events);
        TestPolicy policy = new TestPolicy(0, 2);
        frame.policy(policy, null);
        assertSame(policy, a.policyData);
        loop.crank();
        assertEquals(List.of("a2", "a flushed"), events);
        frame.policy(null, null);
        assertNull(a.policyData);
    }

    @Test
    void aPolicyThatThrowsIsTakenOutAndTheNextOneDoesItsWork() {
        TestPolicy bad = new TestPolicy(0, 2);
        bad.failure = new IllegalStateException("broken");
        successor = new TestPolicy(0, 2);
        frame.policy(bad, null);
        TestChannel a = new TestChannel("a");
        a.room(2);
        a.cells(2);
        loop.crank();
        assertEquals("failed: broken", events.get(0));
        assertEquals(0, a.cells);
        assertSame(successor, frame.policy());
    }

    @Test
    void aNegativeDelayIsNonsense() {
        frame.policy(new TestPolicy(-1, 2), null);
        TestChannel a = new TestChannel("a");
        a.room(2);
        a.cells(2);
        assertEquals(List.of("failed: asked to run in -1 ns; accepted are 0 and above"), events);
        assertEquals(1, frame.pendingCount());
    }

    @Test
    void aChannelMayCloseWithinARun() {
        frame.policy(new TestPolicy(0, 1), null);
        TestChannel a = new TestChannel("a");
        TestChannel b = new TestChannel("b");
        for (TestChannel channel : List.of(a, b)) {
            channel.room(1);
            channel.cells(1);
        }
        a.closesOnFlush = true;
        loop.crank();
        assertEquals(List.of("a1", "closed", "b1", "b flushed"), events);
        assertEquals(0, frame.pendingCount());
    }
}
