package org.tropea.scheduler.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.flow.loop.TcpState;

/** The limit by its formula, and what a policy with it does. */
class KernelLimitTest {
    private static final long MILLI = 1_000_000;

    private final List<String> log = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final KistPolicy policy = new KistPolicy(10 * MILLI, new KernelLimit(1.0, told::add));

    private static TcpState state(int cwnd, int unacked, int mss, int notSent) {
        TcpState state = new TcpState();
        state.cwnd = cwnd;
        state.unacked = unacked;
        state.mss = mss;
        state.notSent = notSent;
        return state;
    }

    /** A channel with plenty of cells and room whose kernel takes {@code cells} cells now. */
    private TestChannel channel(String name, int cells) {
        TestChannel channel = new TestChannel(name, log, 1000, 1000);
        channel.kernel = state(1, 1, cells * Allotment.CELL, 0);
        return channel;
    }

    private long run(long now, TestChannel... channels) {
        return policy.run(channels, channels.length, now);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 4, 1000, 0, 0, 1.0, 16000",
        "10, 10, 1000, 0, 0, 1.0, 10000",
        "10, 4, 1000, 2500, 1500, 1.0, 12000",
        "10, 4, 1000, 0, 0, 0, 6000",
        "10, 4, 1000, 0, 0, 0.5, 11000",
        "10, 15, 1000, 0, 0, 1.0, 10000",
        "10, 10, 1000, 9000, 2000, 1.0, 0",
        "1, 0, 88, 0, 0, 1.0, 543",
        "1, 0, 88, 0, 1, 1.0, 175",
        "1, 0, 88, 1, 0, 1.0, 175",
        "0, 0, 0, 0, 0, 1.0, 543",
        "1000000, 0, 65000, 0, 0, 1.0, 130000000000",
    })
    void theFormula(int cwnd, int unacked, int mss, int notSent, int outbuf, double factor, long limit) {
        assertEquals(limit, KernelLimit.bytes(state(cwnd, unacked, mss, notSent), outbuf, factor));
    }

    @Test
    void anEnormousFactorIsAnEnormousLimit() {
        assertEquals(1L << 60, KernelLimit.bytes(state(10, 10, 1000, 0), 0, 1e300));
    }

    @Test
    void aChannelGetsWhatItsSocketTakesAndWaitsForTheNextRun() {
        TestChannel a = channel("a", 3);
        assertEquals(10 * MILLI, run(0, a));
        assertEquals("[a1, a1, a1]", log.toString());
        assertEquals(7 * MILLI, policy.pending(a, 3 * MILLI));
        run(5 * MILLI, a);
        assertEquals(3, log.size());
        run(10 * MILLI, a);
        assertEquals(6, log.size());
    }

    @Test
    void lessThanACellIsNothing() {
        TestChannel a = channel("a", 1);
        a.kernel.mss--;
        run(0, a);
        assertEquals(0, log.size());
        assertEquals(10 * MILLI, policy.pending(a, 0));
    }

    @Test
    void whatLiesInTheOutbufCounts() {
        TestChannel a = channel("a", 3);
        a.queued = Allotment.CELL;
        run(0, a);
        assertEquals("[a1, a1]", log.toString());
    }

    @Test
    void aChannelThatLackedRoomGoesOnWithWhatIsLeftOfItsLimit() {
        TestChannel a = channel("a", 5);
        a.room = 3;
        run(0, a);
        a.room = 100;
        assertEquals(0, policy.pending(a, MILLI));
        run(MILLI, a);
        assertEquals("[a1, a1, a1, a1, a1]", log.toString());
        assertEquals(9 * MILLI, policy.pending(a, MILLI));
        assertEquals(1, a.questions);
    }

    @Test
    void aFullSocketLeavesTheTurnToOthers() {
        run(0, channel("full", 0), channel("a", 2));
        assertEquals("[a1, a1]", log.toString());
    }

    @Test
    void aSilentKernelLimitsNothingAndIsToldOnce() {
        TestChannel a = new TestChannel("a", log, 40, 1000);
        TestChannel b = new TestChannel("b", log, 40, 1000);
        run(0, a, b);
        run(10 * MILLI, a);
        assertEquals(0, a.cells + b.cells);
        assertEquals(List.of("no kernel"), told);
    }

    @Test
    void kistLiteAsksNobody() {
        TestChannel a = channel("a", 1);
        new KistPolicy(10 * MILLI, SocketLimit.NONE).run(new TestChannel[] {a}, 1, 0);
        assertEquals(0, a.questions);
        assertEquals(1000, log.size());
    }
}
