package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.option.Options;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/** What a consensus says reaches a router that runs. */
class NetworkParamsTest {
    private static final Param KIST = new Param("KISTSchedRunInterval", 2, 2, 100);

    private final Directory directory = new Directory();
    private final PipelineRig rig = new PipelineRig();
    /** The intervals that policies were made with. */
    private final List<Integer> made = new ArrayList<>();

    private RouterPipeline open() {
        rig.scope.add(Directory.class, directory);
        rig.whiteboard.schedulers().bind(new Noting(), Map.of(SchedulerPolicyFactory.NAME, "KIST"));
        return rig.openBare();
    }

    private final class Noting implements SchedulerPolicyFactory {
        @Override
        public SchedulerPolicy create(Options options) {
            return create(options, Params.NONE);
        }

        @Override
        public SchedulerPolicy create(Options options, Params params) {
            made.add(params.get(KIST));
            return new PipelineRig.FlushAll();
        }
    }

    private void publish(Map<String, Integer> params) {
        directory.publish(new NetworkView(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, params, Map.of(), List.of()));
        rig.group.crank();
    }

    private int last() {
        return made.get(made.size() - 1);
    }

    @Test
    void withoutAConsensusDefaultsHold() {
        open();
        assertEquals(2, last());
    }

    @Test
    void aConsensusReachesPoliciesThatRun() {
        open();
        publish(Map.of("KISTSchedRunInterval", 10));
        assertEquals(10, last());
        publish(Map.of());
        assertEquals(2, last());
    }

    @Test
    void aConsensusThatSaysTheSameChangesNothing() {
        open();
        publish(Map.of("KISTSchedRunInterval", 10));
        int before = made.size();
        publish(Map.of("KISTSchedRunInterval", 10));
        assertEquals(before, made.size());
    }

    @Test
    void aRouterThatStartsLaterFindsTheConsensusThatIsThere() {
        publish(Map.of("KISTSchedRunInterval", 10));
        open();
        assertEquals(10, last());
    }

    @Test
    void aReloadKeepsWhatTheConsensusSays() {
        RouterPipeline pipeline = open();
        publish(Map.of("KISTSchedRunInterval", 10));
        rig.outside(() -> pipeline.reload(rig.scope.options()));
        assertEquals(10, last());
    }

    @Test
    void aRouterThatIsClosedHearsNoMore() {
        RouterPipeline pipeline = open();
        rig.outside(pipeline::close);
        int before = made.size();
        publish(Map.of("KISTSchedRunInterval", 10));
        assertEquals(before, made.size());
    }

    /** Listening was ended while it was being told. */
    @Test
    void whatIsBeingPublishedReachesNobodyWhoHasStopped() {
        List<Object> told = new ArrayList<>();
        NetworkParams[] params = new NetworkParams[1];
        directory.listen(view -> params[0].stop()); // comes first, as it listens longer
        params[0] = new NetworkParams(directory, told::add);
        publish(Map.of("KISTSchedRunInterval", 10));
        assertEquals(List.of(), told);
    }

    @Test
    void theHalfLifeIsTheOptionsElseTheConsensuss() {
        Params params = new Params(Map.of("CircuitPriorityHalflifeMsec", 5_000));
        assertEquals(5_000_000_000L, halflife(params, "-1"));
        assertEquals(30_000_000_000L, halflife(Params.NONE, "-1"));
        assertEquals(30_000_000_000L, halflife(params, "0"));
        assertEquals(7_000_000_000L, halflife(params, "7"));
    }

    private static long halflife(Params params, String option) {
        return LoopPipeline.halflife(
                Options.of(Map.of("TestingTorNetwork", "1", "Nickname", "test", "CircuitPriorityHalflife", option)),
                params);
    }
}
