package org.example.longestqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

class LongestQueueTest {
    private final SchedulerPolicy policy = new LongestQueue().create(null);
    private final List<String> sent = new ArrayList<>();

    private void run(SchedulableChannel... channels) {
        policy.run(channels, channels.length, 0);
    }

    @Test
    void theLongestQueueGoesFirst() {
        run(new Numbers("a", 3, 99), new Numbers("b", 20, 99));
        assertEquals(List.of("b8", "b8", "b4", "a3"), sent);
    }

    @Test
    void whichIsLongestChangesAsTheySend() {
        run(new Numbers("a", 16, 99), new Numbers("b", 12, 99));
        assertEquals(List.of("a8", "b8", "a8", "b4"), sent);
    }

    @Test
    void aChannelWithoutRoomHoldsNobodyUp() {
        run(new Numbers("a", 50, 9), new Numbers("b", 2, 99));
        assertEquals(List.of("a8", "a1", "b2"), sent);
    }

    @Test
    void itRunsAtTheEndOfTheTurn() {
        assertEquals(0, policy.pending(new Numbers("a", 1, 1), 7));
    }

    /** A channel of numbers that writes its name into {@link #sent}. */
    private final class Numbers extends SchedulableChannel {
        private final String name;
        private int cells;
        private int room;

        Numbers(String name, int cells, int room) {
            this.name = name;
            this.cells = cells;
            this.room = room;
        }

        @Override
        public int flush(int most) {
            int moved = Math.min(most, Math.min(cells, room));
            cells -= moved;
            room -= moved;
            if (moved > 0) {
                sent.add(name + moved);
            }
            return moved;
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
        public long id() {
            return 0;
        }

        @Override
        public double rank() {
            return 0;
        }

        @Override
        public int bytesQueued() {
            return 0;
        }
    }
}
