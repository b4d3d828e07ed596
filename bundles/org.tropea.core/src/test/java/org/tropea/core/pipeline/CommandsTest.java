package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.conn.Why;
import org.tropea.core.shell.BufferCommands;
import org.tropea.core.shell.ChanCommands;
import org.tropea.core.shell.CircCommands;
import org.tropea.core.shell.ConnCommands;
import org.tropea.core.shell.PolicyLine;
import org.tropea.core.shell.SchedCommands;
import org.tropea.core.shell.SlotCommands;
import org.tropea.core.shell.SwapCommands;
import org.tropea.core.shell.TlsCommands;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.NullTlsProvider;

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
    void aTlsProviderIsChosenByName() {
        component.bindTlsProvider(new NullTlsProvider(), Map.of(TlsProvider.NAME, "a", "service.id", 1L));
        component.bindTlsProvider(new NullTlsProvider(), Map.of(TlsProvider.NAME, "b", "service.id", 2L));
        TlsCommands tls = new TlsCommands(component);
        assertEquals("b is the tls now", tls.use(null, "b"));
        assertEquals(
                List.of("b true", "a false"),
                tls.list(null).stream()
                        .map(line -> line.name() + " " + line.inUse())
                        .toList());
    }

    @Test
    void aBufferLayerIsChosenByTheNameThatItTells() {
        component.bindBufferLayer(new HeapBufferLayer(), Map.of());
        BufferCommands buffer = new BufferCommands(component);
        String name = buffer.list(null).get(0).name();
        assertEquals(name + " is the buffer now", buffer.use(null, name));
    }

    @Test
    void everySlotIsListedWithWhatIsInQuarantine() {
        TlsProvider broken = new NullTlsProvider();
        component.bindTlsProvider(broken, Map.of(TlsProvider.NAME, "broken", "service.id", 1L));
        component.bindTlsProvider(new NullTlsProvider(), Map.of(TlsProvider.NAME, "good", "service.id", 2L));
        component.bindConnectionType(new FakeType(), Map.of(ConnectionType.TYPE, "or"));
        component.running().get("test").tlsProviders().quarantine(broken, "test");
        List<String> lines = new SlotCommands(component)
                .list(null).stream()
                        .map(line -> line.slot() + " " + line.chosen() + " " + line.candidates())
                        .toList();
        assertTrue(lines.contains("scheduler one one, two"), lines::toString);
        assertTrue(lines.contains("tls good broken!, good"), lines::toString);
        assertTrue(lines.contains("congestion - "), lines::toString);
        assertTrue(lines.contains("conn.or or or"), lines::toString);
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
        assertEquals(List.of(), rig.group.fromOutside(() -> new TlsCommands(component).sessions(null)));
        assertEquals(List.of(), rig.group.fromOutside(() -> new ChanCommands(component).list(null)));
        assertEquals(List.of(), rig.group.fromOutside(() -> new CircCommands(component).list(null)));
    }

    @Test
    void whySaysWhoHoldsAListenerAndWhatLiftsIt() throws Exception {
        rig.group.fromOutside(() -> rig.connections().listen("or", new InetSocketAddress("127.0.0.1", 9001)));
        ConnCommands conn = new ConnCommands(component);
        long id = rig.group.fromOutside(() -> conn.list(null)).get(0).id();
        List<Why> lines = rig.group.fromOutside(() -> conn.why(null, id));
        assertEquals(1, lines.size());
        assertEquals("accepting", lines.get(0).direction());
        assertEquals("NO_TYPE", lines.get(0).reason());
        assertEquals("a bundle brings the type", lines.get(0).until());
    }

    @Test
    void whyKnowsWhatIsNotThere() {
        for (Callable<?> question : List.<Callable<?>>of(
                () -> new ConnCommands(component).why(null, 77),
                () -> new ChanCommands(component).why(null, 77),
                () -> new CircCommands(component).why(null, 77))) {
            Exception refused = assertThrows(CompletionException.class, () -> rig.group.fromOutside(question));
            assertTrue(refused.getCause().getMessage().contains(" 77; "), refused.toString());
        }
    }

    @Test
    void aClosedRouterIsNotFound() throws Exception {
        rig.group.fromOutside(() -> {
            pipeline.close();
            return null;
        });
        Exception missing = assertThrows(IllegalStateException.class, () -> sched.list(null));
        assertEquals("no router is running; router:list shows why", missing.getMessage());
    }

    /** Two of these are two services; two equal lambdas may be one. */
    private static final class Flushing implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return new PipelineRig.FlushAll();
        }
    }
}
