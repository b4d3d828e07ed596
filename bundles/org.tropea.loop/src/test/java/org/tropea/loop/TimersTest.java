package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.EventLoop;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void randomTimersRunInOrderAndCancelledOnesDoNot() {
        Random random = new Random(42);
        List<Integer> expected = new ArrayList<>();
        List<EventLoop.Timer> doomed = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int due = random.nextInt(1000);
            EventLoop.Timer timer = timers.add(due, () -> ran.add(due));
            if (i % 3 == 0) {
                doomed.add(timer);
            } else {
                expected.add(due);
            }
        }
        doomed.forEach(EventLoop.Timer::cancel);
        doomed.forEach(EventLoop.Timer::cancel);
        assertEquals(expected.size(), timers.count());
        timers.run(1000, new Guard());
        expected.sort(null);
        assertEquals(expected, ran);
    }

    @Test
    void onlyWhatIsDueRuns() {
        timers.add(10, () -> ran.add(10));
        timers.add(20, () -> ran.add(20));
        timers.run(10, new Guard());
        assertEquals(List.of(10), ran);
        assertEquals(20, timers.next());
    }
}
