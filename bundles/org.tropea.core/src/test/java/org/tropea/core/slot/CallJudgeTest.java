package org.tropea.core.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tropea.testkit.ManualClock;

class CallJudgeTest {
    private final ManualClock clock = new ManualClock();
    private final PolicyCalls calls = new PolicyCalls("scheduler", clock);
    private final CallJudge judge = new CallJudge(calls);

    private int reports;

    private void looks(int count, boolean working, boolean elsewhere) {
        for (int i = 0; i < count; i++) {
            clock.advance(CallJudge.INTERVAL);
            if (judge.look(clock.now(), working, elsewhere)) {
                reports++;
            }
        }
    }

    @Test
    void oneCallForAHundredMillisecondsOverran() {
        long outer = calls.begin("slow");
        looks(5, true, false);
        Throwable fault = calls.end(outer, null);
        assertEquals("overran its time: 100 ms", fault.getMessage());
        assertEquals(Overran.class, fault.getClass());
    }

    @Test
    void itsOwnFailureGoesBeforeThat() {
        long outer = calls.begin("slow");
        looks(5, true, false);
        Throwable own = new IllegalStateException("own");
        assertSame(own, calls.end(outer, own));
    }

    @Test
    void shorterOnesAreFine() {
        long outer = calls.begin("quick");
        looks(4, true, false);
        assertNull(calls.end(outer, null));
    }

    @Test
    void manyShortCallsAreNotALongOne() {
        for (int i = 0; i < 100; i++) {
            long outer = calls.begin("busy");
            looks(2, true, false);
            assertNull(calls.end(outer, null));
        }
    }

    @Test
    void aPauseOfTheProcessCountsAsOneLook() {
        long outer = calls.begin("paused");
        looks(1, true, false);
        clock.advance(5_000_000_000L);
        looks(2, true, false);
        assertNull(calls.end(outer, null));
    }

    @Test
    void whatTheCoreDoesForItIsNotItsTime() {
        long outer = calls.begin("patient");
        calls.enterCore();
        looks(50, true, false);
        calls.leaveCore("patient");
        assertNull(calls.end(outer, null));
    }

    @Test
    void aCallOfAnotherKindWithinItIsNotItsTime() {
        long outer = calls.begin("patient");
        looks(50, true, true);
        assertNull(calls.end(outer, null));
    }

    @Test
    void aThreadThatDoesNotGetTheProcessorHasASecond() {
        long outer = calls.begin("starved");
        looks(40, false, false);
        assertNull(calls.end(outer, null));
        outer = calls.begin("starved");
        looks(41, false, false);
        assertEquals("overran its time: 1000 ms", calls.end(outer, null).getMessage());
    }

    @Test
    void aCallWithinACallIsJudgedByItself() {
        long none = calls.begin("outer");
        calls.enterCore();
        long outer = calls.begin("inner");
        looks(5, true, false);
        assertTrue(calls.end(outer, null) instanceof Overran);
        assertTrue(calls.inCore());
        calls.leaveCore("outer");
        assertNull(calls.end(none, null));
        assertEquals(0, calls.underWay());
    }

    @Test
    void aLoopThatFlushesForEverIsThrownOut() {
        calls.begin("endless");
        calls.checkTime();
        looks(5, true, false);
        assertThrows(Overran.class, calls::checkTime);
    }

    @Test
    void oneThatNeverReturnsIsReportedOnceAndAgainEachMinute() {
        calls.begin("stuck");
        looks(80, true, false);
        assertEquals(0, reports);
        looks(1, true, false);
        assertEquals(1, reports);
        assertEquals("scheduler stuck was called 2 s ago and has not returned", judge.report());
        looks(2399, true, false);
        assertEquals(1, reports);
        looks(1, true, false);
        assertEquals(2, reports);
    }

    @Test
    void nothingUnderWayIsNothingToJudge() {
        looks(100, true, false);
        assertFalse(judge.sees());
        assertEquals(0, reports);
    }
}
