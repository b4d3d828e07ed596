package org.tropea.core.circuitmux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.CellPool;
import org.tropea.core.slot.CallJudge;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;
import org.tropea.testkit.ManualClock;

/** Circuitmux policies that fail in every way: they are taken out, the next one goes on, and no cell is lost. */
class MuxFailuresTest implements MuxEvents, QueueEvents {
    private static final int CELLS = 5;

    private final ManualClock clock = new ManualClock();
    private final CellPool pool = new CellPool(100);
    private final CellAccount account = new CellAccount(pool, new ActivityClock(30_000_000_000L, 0), clock);
    private final CircuitMux mux = new CircuitMux(account, this);
    private final CircuitQueue[] queues = {mux.attach(QueueMarks.DEFAULT, this), mux.attach(QueueMarks.DEFAULT, this)};
    private final List<String> events = new ArrayList<>();

    /** Which call fails. */
    enum Call {
        ACTIVATED,
        DEACTIVATED,
        PICK,
        SENT
    }

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        events.add(cause.getMessage());
        mux.policy(new FifoMux());
    }

    @Override
    public void policyDecides(Object factory) {
        events.add("decides");
    }

    @Override
    public void cellsWait() {}

    @Override
    public void destroySent(int circuitId) {}

    @Override
    public void queueFull(CircuitQueue queue) {}

    @Override
    public void queueDrained(CircuitQueue queue) {}

    /** First in, first out, until {@code call} was made {@code times} times; then {@code trick} is played. */
    private final class Tricky extends CircuitMuxPolicy {
        private final CircuitMuxPolicy good = new FifoMux().create();
        private final Call call;
        private final Runnable trick;
        private int left;

        Tricky(Call call, int times, Runnable trick) {
            this.call = call;
            this.left = times;
            this.trick = trick;
        }

        private void called(Call now) {
            if (now == call && --left == 0) {
                trick.run();
            }
        }

        @Override
        public void activated(MuxedCircuit circuit) {
            called(Call.ACTIVATED);
            good.activated(circuit);
        }

        @Override
        public void deactivated(MuxedCircuit circuit) {
            called(Call.DEACTIVATED);
            good.deactivated(circuit);
        }

        @Override
        public MuxedCircuit pick() {
            called(Call.PICK);
            return good.pick();
        }

        @Override
        public void sent(MuxedCircuit circuit, int cells) {
            called(Call.SENT);
            good.sent(circuit, cells);
        }

        @Override
        public int active() {
            return good.active();
        }
    }

    private void append(int cells) {
        for (int i = 0; i < cells; i++) {
            for (CircuitQueue queue : queues) {
                queue.append(pool.take().header(i, CellCommand.RELAY), 0);
            }
        }
    }

    private int drain() {
        int cells = 0;
        for (Cell cell = mux.pickAndTake(0); cell != null; cell = mux.pickAndTake(0)) {
            pool.give(cell);
            cells++;
        }
        return cells;
    }

    private void assertNothingLost() {
        append(CELLS);
        assertEquals(2 * CELLS, drain());
        assertEquals(0, mux.active());
        assertEquals(0, mux.cells());
        assertEquals(0, account.waiting());
        assertEquals(0, pool.taken());
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Call.values())
                .flatMap(call -> Stream.of(
                                new IllegalStateException("x"),
                                new NoSuchMethodError("x"),
                                new AssertionError("x"),
                                new StackOverflowError("x"))
                        .map(failure -> Arguments.of(call, failure)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whateverItThrowsWherever(Call call, Throwable failure) {
        mux.policy(() -> new Tricky(call, 2, () -> MuxFailuresTest.<RuntimeException>sneak(failure)));
        assertNothingLost();
        assertTrue(events.contains("x"), events.toString());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void takingTooLongWherever(Call call) {
        CallJudge judge = new CallJudge(account.policyCalls());
        mux.policy(() -> new Tricky(call, 1, () -> {
            for (int i = 0; i < 6; i++) {
                clock.advance(CallJudge.INTERVAL);
                judge.look(clock.now(), true, false);
            }
        }));
        assertNothingLost();
        assertTrue(events.contains("overran its time: 125 ms"), events.toString());
    }

    static Stream<Call> calls() {
        return Stream.of(Call.values());
    }

    @Test
    void onTheThousandthPick() {
        mux.policy(() -> new Tricky(Call.PICK, 1000, () -> MuxFailuresTest.<RuntimeException>sneak(new Error("late"))));
        for (int i = 0; i < 200; i++) {
            assertNothingLost();
        }
        assertEquals(List.of("decides", "late", "decides"), events);
    }

    @Test
    void theEndOfMemoryIsNotItsFault() {
        mux.policy(() -> new Tricky(Call.PICK, 1, () -> {
            throw new OutOfMemoryError("x");
        }));
        append(1);
        assertThrows(OutOfMemoryError.class, () -> mux.pickAndTake(0));
    }

    @Test
    void noPolicyAtAll() {
        mux.policy(() -> null);
        assertNothingLost();
        assertEquals("made no policy", events.get(0));
    }

    @Test
    void circuitsOfOtherChannels() {
        CircuitMux other = new CircuitMux(account, this);
        CircuitQueue foreign = other.attach(QueueMarks.DEFAULT, this);
        foreign.append(pool.take().header(1, CellCommand.RELAY), 0);
        FifoMux bad = new FifoMux();
        bad.nonsense = foreign;
        mux.policy(bad);
        append(CELLS);
        assertEquals(2 * CELLS, drain());
        assertEquals(1, foreign.cells());
        assertTrue(events.contains("picked a circuit that is not active on this channel"));
    }

    @Test
    void circuitsThatLeft() {
        FifoMux bad = new FifoMux();
        bad.nonsense = queues[0];
        mux.policy(bad);
        append(1);
        mux.detach(queues[0]);
        assertEquals(1, drain());
        assertEquals(0, account.waiting());
    }

    @Test
    void aPolicyIsToldToDecideOnce() {
        mux.policy(new FifoMux());
        assertNothingLost();
        assertNothingLost();
        assertEquals(List.of("decides"), events);
    }

    @Test
    void theEndOfMemoryLeavesTheCountsRight() {
        mux.policy(() -> new Tricky(Call.SENT, 1, () -> {
            throw new OutOfMemoryError("x");
        }));
        append(1);
        while (mux.cells() > 0) {
            takeOne();
        }
        assertEquals(0, mux.active());
        assertEquals(0, account.waiting());
    }

    private void takeOne() {
        try {
            mux.pickAndTake(0);
        } catch (OutOfMemoryError end) {
            events.add("end");
        }
    }
}
