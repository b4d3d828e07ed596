package org.tropea.scheduler.vanilla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

class VanillaPolicyTest {
    private final SchedulerPolicy policy = new VanillaFactory().create(null);
    private final List<String> log = new ArrayList<>();

    private void run(TestChannel... channels) {
        policy.run(channels, channels.length, 0);
    }

    @Test
    void runsAtTheEndOfEachTurn() {
        assertEquals(0, policy.pending(new TestChannel("a", log, 1, 1), 5));
    }

    @Test
    void eachSendsWhatItHasRoomForInTurn() {
        run(new TestChannel("a", log, 5, 3), new TestChannel("b", log, 2, 2));
        assertEquals(List.of("a3", "b2"), log);
    }

    @Test
    void noMoreThanAThousandAtATime() {
        run(new TestChannel("a", log, 2500, 2200));
        assertEquals(List.of("a1000", "a1000", "a200"), log);
    }

    @Test
    void fewerCellsThanRoomEndIt() {
        run(new TestChannel("a", log, 1, 9));
        assertEquals(List.of("a1", "a0"), log);
    }

    @Test
    void onlyTheFirstOnesArePending() {
        SchedulableChannel[] channels = {new TestChannel("a", log, 1, 1), new TestChannel("b", log, 1, 1)};
        policy.run(channels, 1, 0);
        assertEquals(List.of("a1"), log);
    }
}
