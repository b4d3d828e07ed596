package org.tropea.scheduler.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.net.option.Options;
import org.tropea.net.params.Params;

/** What the bundle says when the kernel says nothing. */
class KistFactoryTest {
    private final List<String> log = new ArrayList<>();
    private final KistFactory factory = new KistFactory(log::add);

    private void runsAsNew(String router) {
        SchedulableChannel[] channels = {new TestChannel("a", new ArrayList<>(), 1, 1)};
        factory.create(Options.of(Map.of("Nickname", router))).run(channels, 1, 0);
    }

    @Test
    void itIsSaidOnceForEachRouterHoweverManyPoliciesThereAre() {
        runsAsNew("one");
        runsAsNew("one");
        assertEquals(List.of("Router one: KIST: the kernel tells nothing (no kernel), working as KISTLite"), log);
        runsAsNew("two");
        assertEquals(2, log.size());
    }

    private static long millis(Params params, String... options) {
        Map<String, Object> map = new HashMap<>(Map.of("TestingTorNetwork", "1", "Nickname", "one"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return KistFactory.interval(Options.of(map), params) / 1_000_000;
    }

    @Test
    void theIntervalHasADefaultAndAnUpperEnd() {
        assertEquals(2, millis(Params.NONE));
        assertEquals(7, millis(Params.NONE, "KISTSchedRunInterval", "7 msec"));
        assertEquals(100, millis(Params.NONE, "KISTSchedRunInterval", "100 msec"));
    }

    @Test
    void theConsensusSetsTheIntervalOfRelaysAndOfClientsApart() {
        Params params = new Params(Map.of("KISTSchedRunInterval", 10, "KISTSchedRunIntervalClient", 3));
        assertEquals(10, millis(params, "ORPort", "127.0.0.1:9001"));
        assertEquals(3, millis(params));
    }

    @Test
    void theOptionComesBeforeTheConsensus() {
        assertEquals(7, millis(new Params(Map.of("KISTSchedRunInterval", 10)), "KISTSchedRunInterval", "7 msec"));
    }

    @Test
    void aConsensusOutOfBoundsIsBroughtWithin() {
        assertEquals(2, millis(new Params(Map.of("KISTSchedRunInterval", 0)), "ORPort", "127.0.0.1:9001"));
        assertEquals(100, millis(new Params(Map.of("KISTSchedRunInterval", 1000)), "ORPort", "127.0.0.1:9001"));
    }
}
