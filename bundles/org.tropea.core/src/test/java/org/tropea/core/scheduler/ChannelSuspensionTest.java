package org.tropea.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.HandCrankedLoop;

/** The reasons of a channel's writing direction are its scheduler state and the policies that are there. */
class ChannelSuspensionTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final SchedulerFrame frame = new SchedulerFrame(loop, (factory, cause) -> {});
    private final Channel channel = new Channel();

    private final class Channel extends ScheduledChannel {
        private int cells;
        private int room;
        private boolean canPick = true;

        @Override
        public long id() {
            return 1;
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
            cells--;
            room--;
            return 1;
        }

        @Override
        public int bytesQueued() {
            return 0;
        }

        @Override
        public boolean canPick() {
            return canPick;
        }

        @Override
        public void flushBackend() {}
    }

    /** Runs a second after it is told, and sends one cell of each channel every second. */
    private static final class Slow extends SchedulerPolicy {
        private static final long SECOND = 1_000_000_000L;

        @Override
        public long pending(SchedulableChannel pending, long now) {
            return SECOND;
        }

        @Override
        public long run(SchedulableChannel[] pending, int count, long now) {
            for (int i = 0; i < count; i++) {
                pending[i].flush(1);
            }
            return SECOND;
        }
    }

    private void fill(int cells, int room) {
        channel.cells = cells;
        channel.room = room;
        frame.hasWaitingCells(channel);
        frame.hasRoom(channel);
    }

    private void shows(String reasons) {
        assertEquals(reasons, channel.writing().toString());
    }

    @Test
    void everyStateHasItsReasons() {
        frame.policy(options -> new Slow(), null);
        shows("-");
        frame.add(channel);
        shows("NO_CELLS NO_ROOM");
        channel.cells = 1;
        frame.hasWaitingCells(channel);
        shows("NO_ROOM");
        channel.room = 1;
        frame.hasRoom(channel);
        shows("SCHEDULER");
        loop.advance(Slow.SECOND);
        shows("NO_CELLS NO_ROOM");
        frame.remove(channel);
        shows("-");
    }

    @Test
    void whileNobodyDecidesThatIsTheReason() {
        frame.add(channel);
        fill(5, 5);
        shows("NO_POLICY");
        frame.policy(options -> new Slow(), null);
        shows("SCHEDULER");
        channel.canPick = false;
        frame.show(channel);
        shows("NO_POLICY");
        channel.canPick = true;
        frame.show(channel);
        frame.policy(null, null);
        shows("NO_POLICY");
    }

    @Test
    void eachTimeTheSchedulerLetsItSendTheHoldingBeginsAnew() {
        frame.policy(options -> new Slow(), null);
        frame.add(channel);
        fill(100, 100);
        long first = channel.writing().since(Reason.SCHEDULER);
        loop.advance(3 * Slow.SECOND);
        shows("SCHEDULER");
        assertEquals(first + 3 * Slow.SECOND, channel.writing().since(Reason.SCHEDULER));
    }
}
