package org.tropea.itests.programs;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** How many streams there are on each of the client's circuits that has any, as {@code client:circuits} tells. */
final class Circuits {
    private static final String CLIENT = "(&(osgi.command.scope=client)(osgi.command.function=circuits))";

    private final BundleContext bundles;

    Circuits(BundleContext bundles) {
        this.bundles = bundles;
    }

    List<Integer> streams() throws Exception {
        ServiceReference<?>[] found = bundles.getAllServiceReferences(null, CLIENT);
        Object commands = bundles.getService(found[0]);
        List<?> lines = (List<?>)
                commands.getClass().getMethod("circuits", String.class).invoke(commands, (Object) null);
        return lines.stream()
                .map(line -> {
                    try {
                        return (Integer) line.getClass().getMethod("streams").invoke(line);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(count -> count > 0)
                .sorted()
                .toList();
    }
}
