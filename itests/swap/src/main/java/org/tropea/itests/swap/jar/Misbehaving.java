package org.tropea.itests.swap.jar;

import java.nio.file.Path;
import java.util.List;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;

/** The bundles of the policies that misbehave, each under the name of its class. */
public final class Misbehaving {
    private static final String SCHEDULER_IMPORTS =
            "org.tropea.flow.scheduler;version=\"[1.0,2)\",org.tropea.net.option;version=\"[1.0,2)\"";
    private static final String MUX_IMPORTS = "org.tropea.flow.circuitmux;version=\"[1.0,2)\"";
    private static final String PACKAGE = "org.tropea.itests.swap.policy.";

    private Misbehaving() {}

    /** A bundle with the scheduler {@code name} in {@code folder}. */
    public static Path scheduler(String name, Path folder) {
        return BundleJar.component(
                        SchedulerPolicyFactory.class,
                        SchedulerPolicyFactory.NAME + "=" + name,
                        SCHEDULER_IMPORTS,
                        classes(name, "FlushAll"))
                .write(folder.resolve(name + ".jar"));
    }

    /** A bundle with the circuitmux policy {@code name} in {@code folder}. */
    public static Path mux(String name, Path folder) {
        return BundleJar.component(
                        CircuitMuxPolicyFactory.class,
                        CircuitMuxPolicyFactory.NAME + "=" + name,
                        MUX_IMPORTS,
                        classes(name, "TakeTurns"))
                .write(folder.resolve(name + ".jar"));
    }

    /** The symbolic name of such a bundle. */
    public static String symbolicName(String name) {
        return PACKAGE + name;
    }

    private static Class<?>[] classes(String name, String base) {
        List<String> names = List.of(name, name + "$Policy", base);
        return names.stream().map(Misbehaving::load).toArray(Class<?>[]::new);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no policy " + name, e);
        }
    }
}
