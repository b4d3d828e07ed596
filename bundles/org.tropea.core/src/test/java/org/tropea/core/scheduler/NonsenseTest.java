package org.tropea.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.core.circuitmux.WriteGaps;
import org.tropea.core.slot.CallJudge;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.testkit.HandCrankedLoop;

/** Schedulers that fail in every way: they are taken out, the next one goes on, and no cell is lost. */
class NonsenseTest {
    private final HandCrankedLoop loop = new HandCrankedLoop();
    private final List<String> events = new ArrayList<>();
    private final PolicyCalls calls = new PolicyCalls("scheduler", loop.clock());
    private final CallJudge judge = new CallJudge(calls);
    private final SchedulerFrame frame =
            new SchedulerFrame(loop, (factory, cause) -> failed(cause), calls, new WriteGaps(loop.clock()));

    private void failed(Throwable cause) {
        events.add("failed: " + cause.getMessage());
        frame.policy(options -> new Policy(), null);
    }

    /** Does what it should. */
    private static class Policy extends SchedulerPolicy {
        @Override
        public long pending(SchedulableChannel channel, long now) {
            return 0;
        }

        @Override
        public long run(SchedulableChannel[] channels, int count, long now) {
            for (int i = 0; i < count; i++) {
                channels[i].flush(10);
            }
            return 0;
        }
    }

    /** Runs {@code bad} where a policy runs. */
    private static Policy running(Supplier<Long> bad) {
        return new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                return bad.get();
            }
        };
    }

    private static long thrown(Throwable failure) {
        NonsenseTest.<RuntimeException>sneak(failure);
        return 0;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("x"),
                new NoClassDefFoundError("x"),
                new AssertionError("x"),
                new StackOverflowError("x"),
                new Error("x"),
                new java.io.IOException("x"));
    }

    private CellsChannel under(SchedulerPolicy policy) {
        frame.policy(options -> policy, null);
        return new CellsChannel(frame, events, "a").gets(3, 9);
    }

    private void assertReplaced(CellsChannel channel, String failure) {
        loop.crank();
        assertTrue(events.contains("failed: " + failure), events.toString());
        assertEquals(0, channel.cells);
        assertEquals(6, channel.room);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverItThrows(Throwable failure) {
        assertReplaced(under(running(() -> thrown(failure))), "x");
    }

    @Test
    void butNotTheEndOfMemory() {
        under(running(() -> thrown(new OutOfMemoryError("x"))));
        assertThrows(OutOfMemoryError.class, loop::crank);
    }

    @Test
    void negativeDelays() {
        assertReplaced(
                under(running(() -> Long.MIN_VALUE)),
                "asked to run in " + Long.MIN_VALUE + " ns; accepted are 0 and above");
    }

    @Test
    void noPolicyAtAll() {
        assertReplaced(under(null), "made no policy");
    }

    @Test
    void spoiltArrays() {
        CellsChannel a = under(new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                super.run(channels, count, now);
                java.util.Arrays.fill(channels, null);
                return 0;
            }
        });
        loop.crank();
        assertEquals(0, a.cells);
        assertEquals(List.of("a3"), events);
    }

    @Test
    void failuresOnTheThousandthRun() {
        int[] runs = {0};
        CellsChannel a = under(new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                if (++runs[0] == 1000) {
                    throw new IllegalStateException("the 1,000th");
                }
                channels[0].flush(1);
                return 0;
            }
        });
        a.gets(1997, 1997);
        loop.crank();
        assertEquals(0, a.cells);
        assertTrue(events.contains("failed: the 1,000th"));
    }

    @Test
    void flushingWhereItMayNot() {
        assertReplaced(
                under(new Policy() {
                    @Override
                    public long pending(SchedulableChannel channel, long now) {
                        channel.flush(1);
                        return 0;
                    }
                }),
                "flushed channel 97 outside of a run that may");
    }

    @Test
    void flushingNothingOrLess() {
        CellsChannel a = under(new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                return channels[0].flush(0) + channels[0].flush(-5) + channels[0].flush(Integer.MIN_VALUE);
            }
        });
        loop.crank();
        assertEquals(3, a.cells);
        assertEquals(List.of(), events);
    }

    @Test
    void flushingChannelsThatAreGone() {
        CellsChannel a = under(new Policy());
        frame.remove(a);
        assertEquals(0, a.flush(1));
        assertEquals(3, a.cells);
    }

    @Test
    void alwaysWantingToRunSoonWithoutMovingAnything() {
        int[] runs = {0};
        under(running(() -> {
            runs[0]++;
            return 1L;
        }));
        loop.crank();
        loop.advance(9_999_999);
        assertEquals(10, runs[0]);
    }

    @Test
    void delaysThatDoNotFitIntoTime() {
        under(running(() -> Long.MAX_VALUE - 1));
        loop.crank();
        assertTrue(loop.nextTimer() > loop.now() && loop.nextTimer() - loop.now() <= 86_400_000_000_000L);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            loop.clock().advance(CallJudge.INTERVAL);
            judge.look(loop.clock().now(), true, false);
        }
    }

    @Test
    void takingTooLong() {
        assertReplaced(
                under(running(() -> {
                    look(6);
                    return 0L;
                })),
                "overran its time: 125 ms");
    }

    @Test
    void flushingForEverWhatDoesNotMove() {
        CellsChannel a = under(new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                while (channels[0].cells() > 0) {
                    channels[0].flush(0);
                    look(1);
                }
                return 0;
            }
        });
        assertReplaced(a, "overran its time: 100 ms");
    }

    @Test
    void aSlowCoreIsNotThePolicysFault() {
        CellsChannel a = new CellsChannel(frame, events, "a");
        frame.policy(options -> new Policy(), null);
        a.onMove = () -> look(50);
        a.gets(3, 9);
        loop.crank();
        assertEquals(List.of("a3"), events);
    }

    @Test
    void aRunThatEndsWithAnErrorIsOver() {
        boolean[] full = {true};
        CellsChannel channel = under(new Policy() {
            @Override
            public long run(SchedulableChannel[] channels, int count, long now) {
                if (full[0]) {
                    throw new OutOfMemoryError("x");
                }
                return super.run(channels, count, now);
            }
        });
        assertThrows(OutOfMemoryError.class, loop::crank);
        full[0] = false;
        for (int i = 0; i < 100; i++) {
            loop.clock().advance(CallJudge.INTERVAL);
            assertEquals(false, judge.look(loop.clock().now(), true, false), "no call is under way");
        }
        loop.crank();
        assertEquals(0, channel.cells);
        assertEquals(List.of("a3"), events);
    }

    @Test
    void changesDuringARunAllHappen() {
        Policy last = new Policy();
        Policy[] asked = new Policy[1];
        CellsChannel channel = under(running(() -> {
            frame.policy(options -> asked[0] = last, null);
            frame.reload(null);
            return 0L;
        }));
        loop.crank();
        assertEquals(last, asked[0]);
        assertEquals(0, channel.cells);
    }
}
