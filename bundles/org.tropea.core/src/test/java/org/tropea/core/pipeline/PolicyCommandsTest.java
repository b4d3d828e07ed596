package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.shell.MuxCommands;
import org.tropea.core.shell.SchedCommands;
import org.tropea.core.shell.SwapCommands;
import org.tropea.core.shell.SwapStats;
import org.tropea.core.slot.Swap;
import org.tropea.core.slot.Where;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.testkit.CellBuilder;

/** The commands about policies, asked about a router with a channel. */
class PolicyCommandsTest {
    private final PipelineComponent component = new PipelineComponent();
    private final PipelineRig rig = new PipelineRig();
    private final SchedCommands sched = new SchedCommands(component);
    private final MuxCommands mux = new MuxCommands(component);
    private final SwapCommands swaps = new SwapCommands(component);
    private FakeBackend link;

    @BeforeEach
    void open() {
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindChannelBackendFactory(rig.backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        component.bindCircuitMuxPolicyFactory(new FifoMux(), Map.of(CircuitMuxPolicyFactory.NAME, "fifo"));
        component.bindSchedulerPolicyFactory(new Flushing(), Map.of(SchedulerPolicyFactory.NAME, "flush"));
        rig.scope.add(RouterKeys.class, PipelineRig.keys());
        rig.group.fromOutside(() -> component.open(rig.scope));
        component.bindSchedulerPolicyFactory(
                new Idle(), Map.of(SchedulerPolicyFactory.NAME, "idle", "service.ranking", -1));
        rig.group.crank();
        link = rig.incoming();
    }

    private static final class Flushing implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return new PipelineRig.FlushAll();
        }
    }

    private static final class Idle extends SchedulerPolicy implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return this;
        }

        @Override
        public long pending(SchedulableChannel channel, long now) {
            return NEVER;
        }

        @Override
        public long run(SchedulableChannel[] channels, int count, long now) {
            return NEVER;
        }
    }

    private void cell(int circuit) {
        link.receive(CellBuilder.createFast(1 << 31 | circuit, new byte[20]));
        rig.group.crank();
    }

    private <T> T ask(java.util.concurrent.Callable<T> question) {
        return rig.group.fromOutside(question);
    }

    private void idleForThisChannel() {
        sched.use(null, "(peer=$0000000000000000000000000000000000000000)", "idle");
        rig.group.crank();
    }

    @Test
    void aSchedulerIsUsedForSomeChannels() {
        String answer = sched.use(null, "(peer=client)", "idle");
        assertEquals("idle is the scheduler now for channels (peer=client)", answer);
        assertEquals(
                "[flush true others, idle true (peer=client)]",
                sched.list(null).stream()
                        .map(line -> line.name() + " " + line.inUse() + " " + line.channels())
                        .toList()
                        .toString());
        sched.use(null, null, "auto");
        assertEquals("all", sched.list(null).get(0).channels());
        assertEquals("-", sched.list(null).get(1).channels());
    }

    @Test
    void aFilterThatMeansNothingIsRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> mux.use(null, "(color=red)", "fifo"));
        assertEquals(
                "filter (color=red): no property color; accepted are "
                        + "[id, peer, remote, initiator, linkProtocol, canonical]",
                refused.getMessage());
    }

    @Test
    void pendingShowsWhatWaitsAndForWhom() {
        idleForThisChannel();
        cell(1);
        rig.group.advance(3_000_000_000L);
        List<SchedCommands.Pending> pending = ask(() -> sched.pending(null));
        assertEquals(1, pending.size());
        assertEquals(1, pending.get(0).cells());
        assertEquals(3_000_000_000L, pending.get(0).sinceNanos());
        assertEquals("idle", pending.get(0).policy());
        sched.use(null, null, "auto");
        rig.group.crank();
        assertEquals(List.of(), ask(() -> sched.pending(null)));
        assertEquals(1, link.sent.size());
    }

    @Test
    void topShowsEveryChannel() {
        idleForThisChannel();
        cell(1);
        SchedCommands.Sending line = ask(() -> sched.top(null)).get(0);
        assertEquals(
                "PENDING 1 0 idle",
                line.state() + " " + line.cells() + " " + line.cellsPerSecond() + " " + line.policy());
    }

    @Test
    void gapsAreCountedAndForgotten() {
        cell(1);
        cell(2);
        SchedCommands.GapLine gaps = ask(() -> sched.resetgaps(null)).get(0);
        assertEquals(2, gaps.count());
        assertTrue(gaps.maxNanos() > 0 && gaps.maxNanos() >= gaps.p50Nanos(), gaps.toString());
        assertEquals(0, ask(() -> sched.gaps(null)).get(0).count());
    }

    @Test
    void theLogTellsFirstRunsOfBothKinds() {
        cell(1);
        for (Swap swap : swaps.log(null)) {
            boolean policy = swap.slot().equals("scheduler") || swap.slot().equals("circuitmux");
            assertEquals(policy, swap.firstRunNanos() >= 0, swap.toString());
            assertTrue(!policy || swap.firstRunNanos() > 0, swap.toString());
        }
    }

    @Test
    void statsSumUpBySlot() {
        cell(1);
        sched.use(null, null, "idle");
        rig.group.crank();
        sched.use(null, null, "auto");
        rig.group.crank();
        SwapStats stats = swaps.stats(null, null).stream()
                .filter(each -> each.slot().equals("scheduler"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, stats.swaps());
        assertEquals(1, stats.ran());
        assertEquals(0, stats.failures());
        assertTrue(stats.maxNanos() >= stats.p99Nanos() && stats.p99Nanos() >= stats.p50Nanos());
        assertEquals(stats.firstMaxNanos(), stats.firstP50Nanos());
        assertEquals(List.of(), swaps.stats(null, "2999-01-01T00:00:00Z"));
        assertThrows(IllegalArgumentException.class, () -> swaps.stats(null, "yesterday"));
    }

    @Test
    void aRegistrationForSomeChannelsServesOnlyThem() {
        component.bindSchedulerPolicyFactory(
                new Idle(), Map.of(SchedulerPolicyFactory.NAME, "special", Where.FILTER, "(initiator=true)"));
        rig.group.crank();
        cell(1);
        assertEquals(1, link.sent.size());
        component.bindSchedulerPolicyFactory(
                new Idle(), Map.of(SchedulerPolicyFactory.NAME, "other", Where.FILTER, "(initiator=false)"));
        rig.group.crank();
        cell(2);
        assertEquals(1, link.sent.size());
    }

    @Test
    void aSchedulerThatOverranIsReplacedAndTheLogSaysSo() {
        component.bindSchedulerPolicyFactory(
                new Sleepy(), Map.of(SchedulerPolicyFactory.NAME, "sleepy", "service.ranking", 9));
        rig.group.crank();
        cell(1);
        assertEquals(1, link.sent.size());
        Swap swap = swaps.log(null).get(swaps.log(null).size() - 1);
        assertEquals("sleepy flush true", swap.from() + " " + swap.to() + " " + swap.failure());
        assertTrue(swap.why().matches("sleepy overran its time: \\d+ ms"), swap.why());
        assertEquals(
                1,
                swaps.stats(null, null).stream().mapToLong(SwapStats::failures).sum());
    }

    /** Sleeps a second before it flushes. */
    private static final class Sleepy implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return new SchedulerPolicy() {
                private final SchedulerPolicy good = new PipelineRig.FlushAll();

                @Override
                public long pending(SchedulableChannel channel, long now) {
                    return 0;
                }

                @Override
                public long run(SchedulableChannel[] channels, int count, long now) {
                    try {
                        Thread.sleep(1_000);
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                    return good.run(channels, count, now);
                }
            };
        }
    }
}
