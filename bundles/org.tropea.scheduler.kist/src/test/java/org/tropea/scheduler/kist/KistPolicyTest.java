package org.tropea.scheduler.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KistPolicyTest {
    private static final long MILLI = 1_000_000;

    private final KistPolicy policy = new KistPolicy(10 * MILLI, SocketLimit.NONE);
    private final List<String> log = new ArrayList<>();

    private TestChannel channel(String name, int cells, int room, double rank) {
        TestChannel channel = new TestChannel(name, log, cells, room);
        channel.rank = rank;
        return channel;
    }

    private long run(long now, TestChannel... channels) {
        return policy.run(channels, channels.length, now);
    }

    @Test
    void runsAtOnceAfterAPauseAndElseByTheInterval() {
        TestChannel a = channel("a", 1, 1, 0);
        assertEquals(0, policy.pending(a, 0));
        assertEquals(10 * MILLI, run(0, a));
        assertEquals(7 * MILLI, policy.pending(a, 3 * MILLI));
        assertEquals(0, policy.pending(a, 10 * MILLI));
        assertEquals(0, policy.pending(a, 99 * MILLI));
    }

    @Test
    void oneCellInTurnToTheLeastBusy() {
        run(0, channel("a", 3, 9, 2), channel("b", 3, 9, 0.5), channel("c", 1, 9, 9));
        assertEquals("[b1, b1, a1, b1, a1, a1, c1]", log.toString());
    }

    @Test
    void roomEndsAChannelsPart() {
        TestChannel a = channel("a", 9, 2, 0);
        run(0, a, channel("b", 1, 1, 50));
        assertEquals("[a1, a1, b1]", log.toString());
        assertEquals(7, a.cells);
    }

    @Test
    void onlyTheChannelThatLackedRoomGoesOnBeforeTheInterval() {
        TestChannel stopped = channel("s", 3, 2, 0);
        TestChannel patient = channel("p", 0, 9, 0);
        run(0, stopped, patient);
        stopped.room = 1;
        patient.cells = 1;
        assertEquals(0, policy.pending(stopped, MILLI));
        assertEquals(9 * MILLI, policy.pending(patient, MILLI));
        assertEquals(9 * MILLI, run(MILLI, stopped, patient));
        assertEquals("[s1, p0, s1, s1]", log.toString());
        run(10 * MILLI, patient);
        assertEquals("[s1, p0, s1, s1, p1]", log.toString());
    }

    @Test
    void oneWithSomeOfItsLimitLeftSendsAtOnceAndTheOthersWait() {
        TestChannel left = channel("l", 1, 9, 0);
        TestChannel spent = channel("s", 9, 9, 0);
        KistPolicy limited = limitedTo(3);
        limited.run(new TestChannel[] {left, spent}, 2, 0);
        assertEquals("[l1, s1, s1, s1]", log.toString());
        left.cells = 9;
        assertEquals(0, limited.pending(left, MILLI));
        assertEquals(9 * MILLI, limited.pending(spent, MILLI));
        assertEquals(9 * MILLI, limited.run(new TestChannel[] {left, spent}, 2, MILLI));
        assertEquals("[l1, s1, s1, s1, l1, l1]", log.toString());
        assertEquals(9 * MILLI, limited.pending(left, MILLI));
    }

    @Test
    void oneThatWasNotInTheLastRunIsAskedAboutAtOnceAndOncePerInterval() {
        TestChannel late = channel("n", 5, 9, 0);
        TestChannel first = channel("f", 9, 9, 0);
        KistPolicy limited = limitedTo(3);
        limited.run(new TestChannel[] {first}, 1, 0);
        assertEquals(0, limited.pending(late, MILLI));
        limited.run(new TestChannel[] {late}, 1, MILLI);
        limited.run(new TestChannel[] {late}, 1, 2 * MILLI);
        assertEquals("[f1, f1, f1, n1, n1, n1]", log.toString());
    }

    private static KistPolicy limitedTo(int cells) {
        return new KistPolicy(10 * MILLI, channel -> (long) cells * Allotment.CELL);
    }

    @Test
    void aChannelThatTakesNothingDoesNotHoldUpTheOthers() {
        run(0, channel("a", 5, 0, 0), channel("b", 1, 1, 1));
        assertEquals("[a0, b1]", log.toString());
    }

    @Test
    void manyChannelsShareFairly() {
        TestChannel[] channels = new TestChannel[100];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = channel("x", 1000, 50, 0);
        }
        run(0, channels);
        for (TestChannel channel : channels) {
            assertEquals(950, channel.cells);
        }
        assertEquals(5000, log.size());
    }
}
