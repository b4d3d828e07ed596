package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.tropea.flow.fault.LocalFault;
import org.tropea.router.ManagedRouter.State;

/** Starts and stops that the operator wants. */
class ManagedRouterTest {
    private static final String PID = "org.tropea.router~test";

    private final FakePipeline pipeline = new FakePipeline();
    private final RouterBook book = new RouterBook();
    private final List<String> told = new ArrayList<>();
    private ManagedRouter router = managed();

    private ManagedRouter managed() {
        return new ManagedRouter(options -> pipeline, pipeline, book, told::add);
    }

    private static BundleContext bundles() {
        ServiceRegistration<?> registration = proxy(ServiceRegistration.class, null);
        return proxy(BundleContext.class, registration);
    }

    private static <T> T proxy(Class<T> type, Object registration) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("registerService") ? registration : null));
    }

    private static Map<String, Object> properties(String... options) {
        Map<String, Object> map = new HashMap<>(Map.of(
                "service.pid", PID,
                "TestingTorNetwork", "1",
                "Nickname", "test",
                "ORPort", "127.0.0.1:9001",
                "DirAuthority", "127.0.0.1:7001 " + "A".repeat(40)));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return map;
    }

    RouterBook book() {
        return book;
    }

    FakePipeline pipeline() {
        return pipeline;
    }

    void up() throws Exception {
        router.configured(bundles(), properties());
        await(State.RUNNING);
    }

    private void await(State wanted) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (router.state() != wanted) {
                Thread.sleep(5);
            }
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        router.ended();
    }

    @Test
    void aStoppedRouterStartsAgain() throws Exception {
        up();
        router.stop();
        assertEquals(State.STOPPED, router.state());
        assertEquals("close", pipeline.calls.get(pipeline.calls.size() - 1));
        router.start();
        assertEquals(State.RUNNING, router.state());
        assertEquals(2, pipeline.calls.stream().filter("open"::equals).count());
    }

    @Test
    void onlyAStoppedOneStartsAndOnlyOneThatIsUpStopsOrDrains() throws Exception {
        up();
        assertTrue(assertThrows(IllegalStateException.class, router::start)
                .getMessage()
                .contains("RUNNING"));
        router.stop();
        assertThrows(IllegalStateException.class, router::stop);
        assertTrue(assertThrows(IllegalStateException.class, () -> router.drain(0))
                .getMessage()
                .contains("STOPPED"));
    }

    @Test
    void whatIsStoppedIgnoresChangesAndStartsWithTheLastOne() throws Exception {
        up();
        router.stop();
        router.changed(properties("ORPort", "127.0.0.1:9002"));
        assertEquals(State.STOPPED, router.state());
        router.start();
        assertEquals(
                List.of("/127.0.0.1:9001", "/127.0.0.1:9002"),
                pipeline.bound.stream().map(Object::toString).toList());
    }

    @Test
    void whatIsStoppedStaysSoWhenItsBundlesComeBack() throws Exception {
        up();
        router.stop();
        router.ended();
        assertEquals(List.of(), book.all());
        router = managed();
        router.configured(bundles(), properties());
        assertEquals(State.STOPPED, router.state());
        assertEquals(List.of("test"), book.names());
        router.start();
        assertFalse(book.isHeld(PID));
    }

    @Test
    void anOperatorsStartThatFailsIsToldToTheOperatorAlone() throws Exception {
        up();
        router.stop();
        pipeline.refuses = true;
        LocalFault refusal = assertThrows(LocalFault.class, router::start);
        assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
        assertEquals(State.FAILED, router.state());
        assertTrue(router.view().fault().contains("in use"));
        router.changed(properties());
        await(State.FAILED);
        assertEquals(List.of(), told);
        pipeline.refuses = false;
        router.start();
        assertEquals("", router.view().fault());
    }

    @Test
    void aDrainRefusesTheNewAndWaitsForTheLastCircuit() throws Exception {
        up();
        pipeline.circuits = 2;
        router.drain(0);
        assertEquals(State.DRAINING, router.state());
        assertEquals(List.of("open", "unlisten or", "unlisten extor", "hibernate"), pipeline.calls);
        assertFalse(router.awaitDrained(500));
        pipeline.circuits = 0;
        assertTrue(router.awaitDrained(20_000));
        assertEquals(State.STOPPED, router.state());
        assertTrue(book.isHeld(PID));
    }

    @Test
    void aDrainEndsAtItsLimitWhichMayBeSetLater() throws Exception {
        up();
        pipeline.circuits = 2;
        router.drain(0);
        router.drain(1);
        assertTrue(router.awaitDrained(20_000));
        assertEquals(State.STOPPED, router.state());
    }

    @Test
    void stoppingEndsADrain() throws Exception {
        up();
        pipeline.circuits = 2;
        router.drain(0);
        router.stop();
        assertEquals(State.STOPPED, router.state());
        assertTrue(router.awaitDrained(0));
    }

    /** The drain has seen that no circuit is left; before it acts, the operator has started the router again. */
    @Test
    void aDrainDoesNotStopTheNextStart() throws Exception {
        up();
        CountDownLatch again = new CountDownLatch(1);
        pipeline.meanwhile = () -> {
            stopAndStart();
            again.countDown();
        };
        router.drain(0);
        assertTrue(again.await(20, TimeUnit.SECONDS));
        Thread.sleep(300);
        assertEquals(State.RUNNING, router.state());
    }

    private void stopAndStart() {
        try {
            router.stop();
            router.start();
        } catch (LocalFault | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aRouterIsFoundByItsNameOrItsConfiguration() throws Exception {
        up();
        assertEquals(router, book.find("test"));
        assertEquals(router, book.find(PID));
        String refusal = assertThrows(IllegalArgumentException.class, () -> book.find("other"))
                .getMessage();
        assertEquals("no router other; there are [test], router:list shows them", refusal);
    }

    @Test
    void twoOfOneNameAreToldApartByTheirConfigurations() throws Exception {
        up();
        ManagedRouter twin = managed();
        book.hold("twin");
        twin.configured(bundles(), properties("service.pid", "twin"));
        assertEquals(List.of(PID, "twin"), book.names());
        assertThrows(IllegalArgumentException.class, () -> book.find("test"));
        assertEquals(twin, book.find("twin"));
    }

    @Test
    void withoutItsLoopsItEndsAndStartsAnew() throws Exception {
        up();
        Runnable gone = pipeline.whenLoopsGo;
        pipeline.whenLoopsGo = null;
        gone.run();
        assertTrue(pipeline.calls.contains("close"));
        await(State.RUNNING);
        assertEquals(2, pipeline.calls.stream().filter("open"::equals).count());
        int calls = pipeline.calls.size();
        gone.run();
        assertEquals(calls, pipeline.calls.size(), "that was about the one before");
    }

    @Test
    void oneThatDrainsDoesNotStartAnewWithoutItsLoops() throws Exception {
        up();
        pipeline.circuits = 1;
        router.drain(0);
        pipeline.whenLoopsGo.run();
        assertEquals(State.STOPPED, router.state());
    }
}
