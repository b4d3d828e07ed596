package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.slot.Overran;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.core.slot.RouterLoops;
import org.tropea.testkit.HandCrankedLoopGroup;

/** The watchdog's real thread looks at this one. */
class PolicyWatchdogTest {
    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final RouterLoops loops = new RouterLoops(group.loops());
    private final PolicyCalls scheduler = new PolicyCalls("scheduler", System::nanoTime);
    private final PolicyCalls mux = new PolicyCalls("circuitmux policy", System::nanoTime);
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final PolicyWatchdog watchdog =
            new PolicyWatchdog("alone", loops, List.of(scheduler), List.of(mux), reports::add);

    @BeforeEach
    void start() {
        group.crank();
        watchdog.start();
    }

    @AfterEach
    void stop() {
        watchdog.stop();
    }

    @Test
    void aCallThatSleepsOverran() throws InterruptedException {
        long outer = scheduler.begin("sleepy");
        Thread.sleep(1_000);
        Throwable fault = scheduler.end(outer, null);
        assertEquals(Overran.class, fault.getClass());
    }

    @Test
    void aCallWithinAnotherIsTheOneToBlame() throws InterruptedException {
        long outer = scheduler.begin("patient");
        long inner = mux.begin("sleepy");
        Thread.sleep(1_000);
        Throwable fault = mux.end(inner, null);
        assertTrue(fault instanceof Overran);
        assertNull(scheduler.end(outer, null));
    }

    @Test
    void oneThatDoesNotReturnIsReportedWithItsStack() throws InterruptedException {
        scheduler.begin("stuck");
        String report = null;
        for (int i = 0; i < 1000 && report == null; i++) {
            Thread.sleep(20);
            report = reports.poll();
        }
        assertTrue(
                report.startsWith("scheduler stuck was called 2 s ago and has not returned; loop 0 is here:"), report);
        assertTrue(report.contains(getClass().getName() + ".oneThatDoesNotReturn"), report);
    }

    @Test
    void itsThreadEnds() throws InterruptedException {
        watchdog.stop();
        long running = 1;
        for (int i = 0; i < 500 && running > 0; i++) {
            Thread.sleep(10);
            running = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("tropea-watchdog-alone"))
                    .count();
        }
        assertEquals(0, running);
    }
}
