package org.tropea.sockinfo.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.tropea.flow.loop.KernelInfo;

/** Where it offers the service, and where it does not. */
class LinuxSocketsTest {
    private final List<String> calls = new ArrayList<>();
    private final String system = System.getProperty("os.name");
    private final ServiceRegistration<?> registration = fake(ServiceRegistration.class, "unregister");
    private final BundleContext bundle = fake(BundleContext.class, "registerService");

    private <T> T fake(Class<T> type, String expected) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    assertEquals(expected, method.getName());
                    calls.add(arguments == null ? expected : expected + " " + properties(arguments[2]));
                    return arguments == null ? null : registration;
                }));
    }

    private static Object properties(Object dictionary) {
        return ((Dictionary<?, ?>) dictionary).get(KernelInfo.NAME);
    }

    @AfterEach
    void restore() {
        System.setProperty("os.name", system);
    }

    @Test
    void offersTheServiceWhereTheKernelAnswersAndTakesItBack() {
        new LinuxSockets(bundle).stop();
        assertEquals(List.of("registerService linux", "unregister"), calls);
    }

    @Test
    void worksAgainAfterItWasStopped() {
        new LinuxSockets(bundle).stop();
        assertNull(Probe.obstacle("Linux"));
        Libc.unload();
    }

    @Test
    void isPassiveElsewhere() {
        System.setProperty("os.name", "Plan 9");
        new LinuxSockets(bundle).stop();
        assertEquals(List.of(), calls);
        assertEquals("the system is Plan 9, not Linux", Probe.obstacle("Plan 9"));
    }
}
