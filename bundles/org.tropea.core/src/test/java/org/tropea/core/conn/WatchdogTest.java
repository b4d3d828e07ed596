package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.HandCrankedLoop;

class WatchdogTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MOST = Reason.INBUF_FULL.maximumSeconds() * SECOND;
    private static final long ROUND = (Watchdog.ROUND_SECONDS + 1) * SECOND;

    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final List<Direction> directions = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private int asked;

    private static final class Direction implements Watched {
        private final Suspension suspension = new Suspension(() -> {});
        private int looks;

        @Override
        public void watch(Watchdog dog) {
            looks++;
            dog.look("connection 7", "reading", suspension);
        }
    }

    private void watch(int count) {
        for (int i = 0; i < count; i++) {
            directions.add(new Direction());
        }
        Watchdog dog = new Watchdog(
                loop,
                () -> {
                    asked++;
                    return List.copyOf(directions);
                },
                reports::add);
        dog.start();
    }

    @Test
    void reportsEachHoldingOnce() {
        watch(1);
        Suspension suspension = directions.get(0).suspension;
        suspension.hold(Reason.INBUF_FULL, loop.now());
        loop.advance(MOST);
        assertEquals(List.of(), reports);
        loop.advance(10 * ROUND);
        assertEquals(
                List.of("connection 7: reading holds INBUF_FULL for more than 60 s; connection waits until"
                        + " the inbuf is read"),
                reports);
        suspension.lift(Reason.INBUF_FULL);
        suspension.hold(Reason.INBUF_FULL, loop.now());
        loop.advance(MOST + ROUND);
        assertEquals(2, reports.size());
    }

    @Test
    void whatMayLastForEverIsNotReported() {
        watch(1);
        directions.get(0).suspension.hold(Reason.OPERATOR, loop.now());
        loop.advance(3_600 * SECOND);
        assertEquals(List.of(), reports);
    }

    @Test
    void aRoundIsSpreadOverItsSeconds() {
        watch(1_000);
        loop.advance(SECOND);
        int first = directions.stream().mapToInt(each -> each.looks).sum();
        assertTrue(first <= 1_000 / Watchdog.ROUND_SECONDS + 1, first + " in one turn");
        loop.advance((Watchdog.ROUND_SECONDS - 1) * SECOND);
        assertTrue(directions.stream().allMatch(each -> each.looks == 1));
        assertEquals(1, asked);
    }

    @Test
    void connectionsShowBothDirectionsUntilTheyAreGone() {
        Rig rig = new Rig();
        TestHandler handler = rig.accept("test");
        handler.takes = false;
        handler.connection.inbufLimit(100);
        rig.send(100);
        rig.group.crank();
        rig.loop.clock().advance(MOST + 1);
        rig.loop.turn();
        Watchdog dog = new Watchdog(rig.loop, List::of, reports::add);
        rig.table.watched(rig.loop).forEach(each -> each.watch(dog));
        assertEquals(1, reports.size());
        assertTrue(reports.get(0).contains("reading holds INBUF_FULL"), reports.get(0));
        List<Watched> seen = rig.table.watched(rig.loop);
        handler.connection.close(CloseCause.OPERATOR);
        rig.group.crank();
        rig.loop.clock().advance(Reason.CLOSING.maximumSeconds() * SECOND + 1);
        rig.loop.turn();
        seen.forEach(each -> each.watch(dog));
        assertEquals(1, reports.size());
    }
}
