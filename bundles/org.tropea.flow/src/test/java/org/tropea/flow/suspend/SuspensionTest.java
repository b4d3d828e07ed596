package org.tropea.flow.suspend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuspensionTest {
    private int edges;
    private final Suspension suspension = new Suspension(() -> edges++);

    @Test
    void runsFromTheStartWithoutAnEdge() {
        assertTrue(suspension.runs());
        assertEquals(0, edges);
        assertEquals("-", suspension.toString());
    }

    @Test
    void onlyTheStepsBetweenNoneAndSomeAreEdges() {
        suspension.hold(Reason.BANDWIDTH, 1);
        suspension.hold(Reason.OPERATOR, 2);
        assertEquals(1, edges);
        suspension.lift(Reason.BANDWIDTH);
        assertEquals(1, edges);
        assertFalse(suspension.runs());
        suspension.lift(Reason.OPERATOR);
        assertEquals(2, edges);
        assertTrue(suspension.runs());
    }

    @Test
    void holdingTwiceKeepsTheFirstTime() {
        suspension.hold(Reason.INBUF_FULL, 5);
        suspension.hold(Reason.INBUF_FULL, 9);
        assertEquals(5, suspension.since(Reason.INBUF_FULL));
        assertEquals(1, edges);
    }

    @Test
    void holdingAgainAfterALiftStartsANewTime() {
        suspension.hold(Reason.INBUF_FULL, 5);
        suspension.lift(Reason.INBUF_FULL);
        suspension.hold(Reason.INBUF_FULL, 9);
        assertEquals(9, suspension.since(Reason.INBUF_FULL));
        assertEquals(3, edges);
    }

    @Test
    void liftingWhatIsNotHeldIsNoEvent() {
        suspension.lift(Reason.NO_TYPE);
        suspension.hold(Reason.CONNECTING, 1);
        suspension.lift(Reason.NO_TYPE);
        assertEquals(1, edges);
    }

    @Test
    void theEdgeSeesTheNewState() {
        boolean[] seen = new boolean[2];
        Suspension[] watched = new Suspension[1];
        watched[0] = new Suspension(() -> seen[watched[0].runs() ? 1 : 0] = true);
        watched[0].hold(Reason.CLOSING, 1);
        assertTrue(seen[0]);
        watched[0].lift(Reason.CLOSING);
        assertTrue(seen[1]);
    }

    @Test
    void anEdgeMayHoldAnotherReason() {
        Suspension[] watched = new Suspension[1];
        watched[0] = new Suspension(() -> {
            if (watched[0].runs()) {
                watched[0].hold(Reason.NOTHING_TO_WRITE, 2);
            }
        });
        watched[0].hold(Reason.SCHEDULER, 1);
        watched[0].lift(Reason.SCHEDULER);
        assertTrue(watched[0].holds(Reason.NOTHING_TO_WRITE));
        assertFalse(watched[0].runs());
    }

    @Test
    void peopleSeeTheNames() {
        suspension.set(Reason.OPERATOR, true, 1);
        suspension.set(Reason.BANDWIDTH, true, 1);
        assertEquals("BANDWIDTH OPERATOR", suspension.toString());
        suspension.set(Reason.BANDWIDTH, false, 2);
        assertEquals("OPERATOR", suspension.toString());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsHeldAloneAndSaysWhatLiftsIt(Reason reason) {
        suspension.hold(reason, 3);
        for (Reason each : Reason.values()) {
            assertEquals(each == reason, suspension.holds(each));
        }
        assertFalse(reason.liftedBy().isBlank());
        assertTrue(reason.maximumSeconds() > 0 || reason.maximumSeconds() == -1);
    }

    @Test
    void overdueReasonsAreToldOncePerHolding() {
        Suspension suspension = new Suspension(() -> {});
        long most = Reason.INBUF_FULL.maximumSeconds() * 1_000_000_000L;
        suspension.hold(Reason.INBUF_FULL, 5);
        suspension.hold(Reason.OPERATOR, 5);
        assertNull(suspension.overdue(5 + most));
        assertEquals(Reason.INBUF_FULL, suspension.overdue(6 + most));
        assertNull(suspension.overdue(7 + most));
        suspension.lift(Reason.INBUF_FULL);
        suspension.hold(Reason.INBUF_FULL, 10 + most);
        assertNull(suspension.overdue(11 + most));
        assertEquals(Reason.INBUF_FULL, suspension.overdue(11 + 2 * most));
    }

    @Test
    void textsFitATable() {
        for (Reason reason : Reason.values()) {
            assertTrue(reason.holder().length() <= 10, reason + " is held by: " + reason.holder());
            assertTrue(reason.liftedBy().length() <= 24, reason + " is lifted by: " + reason.liftedBy());
            assertTrue(reason.name().length() <= 18, reason.name());
        }
    }
}
