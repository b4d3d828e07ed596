package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.Options;

class RunningRouterTest {
    private final FakePipeline pipeline = new FakePipeline();

    private static Options options(String... options) {
        Map<String, Object> map = new HashMap<>(Map.of("Nickname", "test", "ORPort", "127.0.0.1:9001"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return Options.of(map);
    }

    private RunningRouter start(String... options) throws LocalFault {
        return RunningRouter.start(options(options), pipeline, pipeline);
    }

    /** A role that adds its calls to the pipeline's, asked for by ContactInfo. */
    private RoleFactory role() {
        return scope -> {
            pipeline.calls.add("role asked");
            return scope.options().isSet("ContactInfo") ? new TestRole() : null;
        };
    }

    private final class TestRole implements Role {
        @Override
        public void reloaded() {
            pipeline.calls.add("role reloaded");
        }

        @Override
        public void close() {
            pipeline.calls.add("role closed");
        }
    }

    @Test
    void listensAndTellsWhereItIs() throws LocalFault {
        AtomicReference<RouterScope> seen = new AtomicReference<>();
        try (RunningRouter router = start()) {
            router.startRole(scope -> {
                seen.set(scope);
                return null;
            });
        }
        assertEquals(
                List.of(new InetSocketAddress("127.0.0.1", 9001)),
                seen.get().part(OrAddresses.class).advertised());
    }

    @Test
    void aPortInUseLeavesNothingRunning() {
        pipeline.refuses = true;
        assertThrows(LocalFault.class, this::start);
        assertEquals("close", pipeline.calls.get(pipeline.calls.size() - 1));
    }

    @Test
    void closesRolesThenBeatsThenClosesThePipeline() throws LocalFault {
        RunningRouter router = start("ContactInfo", "me");
        router.startRole(role());
        router.close();
        assertEquals(List.of("open", "role asked", "role closed", "totals", "close"), pipeline.calls);
    }

    @Test
    void aRoleThatFailsKeepsNothingFromRunningOrClosing() throws LocalFault {
        RunningRouter router = start();
        router.startRole(scope -> {
            throw new IllegalStateException("bad role");
        });
        router.startRole(scope -> new Role() {
            @Override
            public void reloaded() {}

            @Override
            public void close() {
                throw new IllegalStateException("bad close");
            }
        });
        router.close();
        assertTrue(pipeline.calls.contains("close"));
    }

    @Test
    void aReloadStartsTheRoleThatIsAskedForNow() throws LocalFault {
        RunningRouter router = start();
        router.startRole(role());
        router.reload(options("ContactInfo", "me"));
        router.reload(options("ContactInfo", "you"));
        assertEquals(List.of("open", "role asked", "reload", "role asked", "reload", "role reloaded"), pipeline.calls);
        router.close();
    }

    @Test
    void aPortForProgramsInUseKeepsNoTransportFromItsPort() throws LocalFault {
        pipeline.others.add("transport.tcp");
        RunningRouter router = start();
        router.reload(options("SocksPort", "127.0.0.1:9050", "ServerTransportListenAddr", "tcp 127.0.0.1:9002"));
        assertTrue(pipeline.calls.contains("listen transport.tcp"), () -> pipeline.calls.toString());
        router.close();
    }

    @Test
    void aRoleWhoseBundleWentIsClosedOnce() throws LocalFault {
        RunningRouter router = start("ContactInfo", "me");
        RoleFactory factory = role();
        router.startRole(factory);
        router.stopRole(factory);
        router.close();
        assertEquals(1, pipeline.calls.stream().filter("role closed"::equals).count());
    }

    @Test
    void cleanShutdownStopsListeningThenHibernatesThenWaits() throws Exception {
        RunningRouter router = start("ShutdownWaitLength", "1");
        long begun = System.nanoTime();
        assertTimeoutPreemptively(Duration.ofSeconds(20), router::shutDownGracefully);
        assertTrue(System.nanoTime() - begun >= 1_000_000_000L);
        assertEquals(List.of("open", "unlisten or", "unlisten extor", "hibernate"), List.copyOf(pipeline.calls));
        router.close();
    }

    @Test
    void closingEndsTheWait() throws Exception {
        RunningRouter router = start("ShutdownWaitLength", "1 hour");
        Thread signal = new Thread(router::shutDownGracefully);
        signal.start();
        router.close();
        signal.join(10_000);
        assertFalse(signal.isAlive());
    }

    @Test
    void theHeartbeatRenewsEachMinuteAndBeatsEachPeriod() {
        Scope scope = new Scope("test", options("HeartbeatPeriod", "30 minutes"));
        scope.add(org.tropea.net.keys.RouterKeys.class, pipeline);
        pipeline.keysFail = true;
        List<String> expected = new ArrayList<>();
        try (Heartbeat heartbeat = new Heartbeat(scope, pipeline)) {
            for (int minute = 1; minute <= 60; minute++) {
                heartbeat.minute(minute);
                expected.add("renew");
                if (minute % 30 == 0) {
                    expected.add("totals");
                }
            }
        }
        assertEquals(expected, pipeline.calls);
    }

    @Test
    void withoutAPeriodThereIsNoHeartbeat() {
        Scope scope = new Scope("test", options("HeartbeatPeriod", "0"));
        scope.add(org.tropea.net.keys.RouterKeys.class, pipeline);
        try (Heartbeat heartbeat = new Heartbeat(scope, pipeline)) {
            heartbeat.minute(360);
        }
        assertEquals(List.of("renew"), pipeline.calls);
    }
}
