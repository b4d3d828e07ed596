package org.tropea.scheduler.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.net.option.Options;

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
}
