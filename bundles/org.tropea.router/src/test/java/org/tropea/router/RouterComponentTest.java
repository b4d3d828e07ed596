package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterComponentTest {
    private final FakePipeline pipeline = new FakePipeline();
    private final RouterComponent component = new RouterComponent(options -> pipeline, pipeline, new RouterBook());
    private final List<String> told = new ArrayList<>();

    private static Map<String, Object> properties(String... options) {
        Map<String, Object> map = new HashMap<>(Map.of(
                "TestingTorNetwork",
                "1",
                "Nickname",
                "test",
                "ORPort",
                "127.0.0.1:9001",
                "DirAuthority",
                "127.0.0.1:7001 " + "A".repeat(40)));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return map;
    }

    private void start(Map<String, Object> properties) throws InterruptedException {
        component.activate(null, properties);
        component.deactivate(0);
    }

    @Test
    void aBadConfigurationIsToldToTheLauncherAndStartsNothing() throws InterruptedException {
        component.bindLauncher(told::add);
        start(properties("ORPort", "99999"));
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("ORPort"), told.get(0));
        assertEquals(List.of(), pipeline.calls);
    }

    @Test
    void aLauncherThatComesLateIsToldOnce() throws InterruptedException {
        start(properties("DirAuthority", ""));
        component.bindLauncher(told::add);
        component.bindLauncher(told::add);
        assertEquals(1, told.size());
    }

    @Test
    void aBadExitPolicyIsFoundBeforeAnythingStarts() throws InterruptedException {
        component.bindLauncher(told::add);
        start(properties("ExitPolicy", "accept nowhere"));
        assertTrue(told.get(0).startsWith("ExitPolicy"), told.get(0));
        assertEquals(List.of(), pipeline.calls);
    }

    @Test
    void aChangeIsTriedAnewWhenNothingRuns() throws InterruptedException {
        component.bindLauncher(told::add);
        component.activate(null, properties("ORPort", "99999"));
        component.modified(properties("BandwidthRate", "plenty"));
        component.deactivate(0);
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.get(1).startsWith("BandwidthRate"), told.get(1));
    }
}
