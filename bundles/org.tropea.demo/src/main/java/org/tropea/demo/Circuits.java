package org.tropea.demo;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What the client's commands say of its circuits. They are services of any class, as for the shell. Any thread. */
final class Circuits {
    private static final String CLIENT = "(&(osgi.command.scope=client)(osgi.command.function=circuits))";

    private final BundleContext bundles;

    Circuits(BundleContext bundles) {
        this.bundles = bundles;
    }

    /** The relays of the circuit that {@code client} used last, in order. */
    List<String> used(String client) throws DemoFault {
        try {
            ServiceReference<?>[] found = bundles.getAllServiceReferences(null, CLIENT);
            Object commands = found == null ? null : bundles.getService(found[0]);
            if (commands == null) {
                throw new DemoFault("nobody offers client:circuits");
            }
            List<?> lines = (List<?>)
                    commands.getClass().getMethod("circuits", String.class).invoke(commands, client);
            for (Object line : lines) {
                if (field(line, "state").equals("DIRTY")) {
                    return List.of(field(line, "path").split(" "));
                }
            }
            throw new DemoFault("client:circuits shows no circuit that was used: " + lines);
        } catch (ReflectiveOperationException | InvalidSyntaxException fault) {
            throw new DemoFault("client:circuits does not answer: " + fault);
        }
    }

    private static String field(Object line, String name) throws ReflectiveOperationException {
        return String.valueOf(line.getClass().getMethod(name).invoke(line));
    }
}
