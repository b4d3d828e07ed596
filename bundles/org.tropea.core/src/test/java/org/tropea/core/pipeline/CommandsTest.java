package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.shell.ChanCommands;
import org.tropea.core.shell.CircCommands;
import org.tropea.core.shell.ConnCommands;
import org.tropea.core.shell.PolicyLine;
import org.tropea.core.shell.SchedCommands;
import org.tropea.core.shell.SwapCommands;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;

/** The commands of the shell package, asked about a running router. */
class CommandsTest {
    private final PipelineComponent component = new PipelineComponent();
    private final PipelineRig rig = new PipelineRig();
    private final SchedCommands sched = new SchedCommands(component);
    private Pipeline pipeline;

    @BeforeEach
    void open() throws Exception {
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(new FakeListeners(), Map.of());
        bindScheduler("one", 1L);
        bindScheduler("two", 2L);
        rig.scope.add(RouterKeys.class, PipelineRig.keys());
        pipeline = rig.group.fromOutside(() -> component.open(rig.scope));
        rig.group.crank();
    }

    private void bindScheduler(String name, long id) {
        SchedulerPolicyFactory factory = new Flushing();
        component.bindSchedulerPolicyFactory(factory, Map.of(SchedulerPolicyFactory.NAME, name, "service.id", id));
    }

    private String inUse() {
        return sched.list(null).stream()
                .filter(PolicyLine::inUse)
                .map(PolicyLine::name)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSchedulerIsChosenByNameAndLeftToItselfAgain() {
        assertEquals("one", inUse());
        assertEquals("two is the scheduler now", sched.use(null, null, "two"));
        assertEquals("two", inUse());
        sched.use(null, null, "auto");
        assertEquals("one", inUse());
    }

    @Test
    void anUnknownNameIsRefusedWithTheOnesThereAre() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> sched.use(null, null, "three"));
        assertEquals("no scheduler three; accepted are auto and [one, two]", refused.getMessage());
    }

    @Test
    void theSwapIsInTheLog() {
        sched.use(null, null, "two");
        rig.group.crank();
        assertTrue(new SwapCommands(component)
                .log(null).stream()
                        .anyMatch(swap ->
                                swap.slot().equals("scheduler") && swap.to().equals("two")));
    }

    @Test
    void anIdleRouterShowsNothing() throws Exception {
        assertEquals(List.of(), rig.group.fromOutside(() -> new ConnCommands(component).list(null)));
        assertEquals(List.of(), rig.group.fromOutside(() -> new ChanCommands(component).list(null)));
        assertEquals(List.of(), rig.group.fromOutside(() -> new CircCommands(component).list(null)));
    }

    @Test
    void aClosedRouterIsNotFound() throws Exception {
        rig.group.fromOutside(() -> {
            pipeline.close();
            return null;
        });
        Exception missing = assertThrows(IllegalArgumentException.class, () -> sched.list(null));
        assertEquals("--router NAME is needed; running are []", missing.getMessage());
    }

    /** Two of these are two services; two equal lambdas may be one. */
    private static final class Flushing implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return new PipelineRig.FlushAll();
        }
    }
}
