package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tropea.flow.loop.EventLoop;

class HandCrankedLoopTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final List<String> log = new ArrayList<>();

    @Test
    void aTurnRunsCommandsTimersAndItsEndInThisOrder() {
        loop.atTurnEnd(() -> log.add("end"));
        loop.schedule(0, () -> log.add("timer"));
        loop.execute(() -> log.add("command"));
        assertTrue(loop.turn());
        assertEquals(List.of("command", "timer", "end"), log);
        assertFalse(loop.turn());
    }

    @Test
    void aCommandOfACommandWaitsForTheNextTurn() {
        loop.execute(() -> loop.execute(() -> log.add("later")));
        loop.turn();
        assertEquals(List.of(), log);
        loop.turn();
        assertEquals(List.of("later"), log);
    }

    @Test
    void advanceStopsAtEachTimer() {
        loop.schedule(30, () -> log.add("30 at " + loop.now()));
        loop.schedule(10, () -> loop.schedule(10, () -> log.add("20 at " + loop.now())));
        long start = loop.clock().now();
        loop.advance(100);
        assertEquals(List.of("20 at " + (start + 20), "30 at " + (start + 30)), log);
        assertEquals(start + 100, loop.now());
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        EventLoop.Timer timer = loop.schedule(10, () -> log.add("never"));
        timer.cancel();
        loop.advance(20);
        assertEquals(List.of(), log);
    }

    @Test
    void whatKeepsBusyForEverFails() {
        Runnable[] again = new Runnable[1];
        again[0] = () -> loop.atTurnEnd(again[0]);
        loop.atTurnEnd(again[0]);
        assertThrows(AssertionError.class, loop::crank);
    }

    @Test
    void workRunsWhenTheGroupIsCranked() {
        HandCrankedLoopGroup group = new HandCrankedLoopGroup();
        group.workLimit(1);
        assertTrue(group.work(group.loop(0), () -> "done", (result, fault) -> log.add(result)));
        assertFalse(group.work(group.loop(0), () -> "refused", (result, fault) -> log.add(result)));
        assertEquals(List.of(), log);
        group.crank();
        assertEquals(List.of("done"), log);
    }

    @Test
    void aCallFromOutsideMayWaitForALoop() {
        HandCrankedLoopGroup group = new HandCrankedLoopGroup();
        boolean inLoop = group.fromOutside(() -> {
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            group.loop(0).execute(() -> ran.complete(group.loop(0).inLoop()));
            return ran.get() && !group.loop(0).inLoop();
        });
        assertTrue(inLoop);
    }
}
