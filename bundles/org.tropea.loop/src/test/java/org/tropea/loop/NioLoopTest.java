package org.tropea.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;

@Timeout(30)
class NioLoopTest {
    private static final long MILLI = 1_000_000;

    private final LoopHarness harness = new LoopHarness(2);
    private final EventLoop loop = harness.loop(0);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void commandsOfEachThreadKeepTheirOrder() throws Exception {
        int threads = 4;
        int each = 20_000;
        int[] last = new int[threads];
        Arrays.fill(last, -1);
        CountDownLatch left = new CountDownLatch(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            int me = thread;
            new Thread(() -> post(me, each, last, left)).start();
        }
        assertTrue(left.await(20, TimeUnit.SECONDS));
        assertEquals(each - 1, LoopHarness.in(loop, () -> last[0]));
    }

    private void post(int me, int count, int[] last, CountDownLatch left) {
        for (int i = 0; i < count; i++) {
            int number = i;
            loop.execute(() -> {
                if (last[me] == number - 1) {
                    last[me] = number;
                    left.countDown();
                }
            });
        }
    }

    @Test
    void aCommandOfACommandRunsInALaterTurn() throws Exception {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        loop.execute(() -> {
            loop.execute(() -> {
                log.add("second command");
                done.complete(log);
            });
            loop.atTurnEnd(() -> log.add("end of the first turn"));
        });
        assertEquals(List.of("end of the first turn", "second command"), LoopHarness.await(done));
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndNotTooEarly() throws Exception {
        CompletableFuture<Long> done = new CompletableFuture<>();
        long start = LoopHarness.in(loop, () -> {
            loop.schedule(30 * MILLI, () -> {
                log.add("30");
                done.complete(loop.now());
            });
            loop.schedule(10 * MILLI, () -> log.add("10"));
            loop.schedule(20 * MILLI, () -> log.add("20")).cancel();
            loop.schedule(10 * MILLI, () -> log.add("10, later"));
            loop.schedule(0, () -> log.add("0"));
            return loop.now();
        });
        assertTrue(LoopHarness.await(done) - start >= 30 * MILLI);
        assertEquals(List.of("0", "10", "10, later", "30"), LoopHarness.in(loop, () -> List.copyOf(log)));
    }

    @Test
    void aTimerThatStartsItselfAtOnceDoesNotBlockTheLoop() throws Exception {
        boolean[] stop = new boolean[1];
        LoopHarness.run(loop, () -> again(stop));
        assertEquals(1, LoopHarness.in(loop, () -> 1));
        LoopHarness.run(loop, () -> stop[0] = true);
    }

    private void again(boolean[] stop) {
        if (!stop[0]) {
            loop.schedule(0, () -> again(stop));
        }
    }

    @Test
    void theTurnsEndRunsWhatItAddsOnceMoreAndThenLetsOthersIn() throws Exception {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        long[] turn = new long[1];
        LoopHarness.run(loop, () -> {
            turn[0] = loop.now();
            loop.atTurnEnd(() -> {
                log.add("first " + (loop.now() == turn[0]));
                loop.atTurnEnd(() -> {
                    log.add("second " + (loop.now() == turn[0]));
                    loop.atTurnEnd(() -> {
                        log.add("third " + (loop.now() == turn[0]));
                        done.complete(log);
                    });
                });
            });
        });
        assertEquals(List.of("first true", "second true", "third false"), LoopHarness.await(done));
    }

    @Test
    void aCommandThatThrowsDoesNotStopTheLoop() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        assertTrue(LoopHarness.in(loop, loop::inLoop));
        assertFalse(loop.inLoop());
    }

    @Test
    void workIsDoneElsewhereAndItsResultComesHome() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        boolean taken = harness.group.work(
                loop, () -> Thread.currentThread().getName(), (name, fault) -> done.complete(name + loop.inLoop()));
        assertTrue(taken);
        assertTrue(LoopHarness.await(done).matches("tropea-test-worker-\\dtrue"));
    }

    @Test
    void whatWorkThrowsComesHomeToo() throws Exception {
        CompletableFuture<Throwable> done = new CompletableFuture<>();
        harness.group.work(
                loop,
                () -> {
                    throw new IllegalStateException("thrown by a test");
                },
                (none, fault) -> done.complete(fault));
        assertEquals("thrown by a test", LoopHarness.await(done).getMessage());
    }

    @Test
    void moreWorkThanTheLimitIsRefused() {
        CountDownLatch gate = new CountDownLatch(1);
        int taken = 0;
        while (harness.group.work(loop, () -> gate.await(10, TimeUnit.SECONDS), (none, fault) -> {})) {
            taken++;
        }
        gate.countDown();
        assertEquals(harness.group.workLimit() + 2, taken);
    }

    @Test
    void aStoppedLoopTakesNoCommandsAndClosedItsSockets() throws Exception {
        TestPeer client = new TestPeer();
        LoopHarness.run(harness.loop(1), () -> {
            try {
                IoListener listener = harness.loop(1).listen(LoopHarness.ANY_PORT, socket -> {});
                listener.accepting(true);
                client.socket = harness.loop(1).connect(listener.local(), null, client);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
        LoopHarness.await(client.connected);
        harness.close();
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        assertEquals(null, client.socket.local());
        assertFalse(harness.group.work(loop, () -> 1, (one, fault) -> {}));
    }

    @Test
    void callsFromTheWrongThreadAreBugs() {
        assertThrows(Bug.class, () -> loop.schedule(0, () -> {}));
        assertThrows(Bug.class, () -> loop.atTurnEnd(() -> {}));
        assertThrows(Bug.class, () -> LoopHarness.run(loop, harness::close));
    }
}
