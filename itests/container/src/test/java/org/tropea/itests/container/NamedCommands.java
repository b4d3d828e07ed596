package org.tropea.itests.container;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Commands as a shell finds and calls them: services with a scope and functions, public methods, plain values. */
final class NamedCommands {
    private final BundleContext context;

    NamedCommands(BundleContext context) {
        this.context = context;
    }

    /** Calls {@code name}, {@code scope:function}; what it throws is thrown here. */
    Object call(String name, Object... arguments) throws Exception {
        return invoke(context.getService(reference(name)), name.substring(name.indexOf(':') + 1), arguments);
    }

    /** What {@code parameter} of the command {@code name} may be, as a shell completes it. */
    Object complete(String name, String parameter) throws Exception {
        ServiceReference<?> reference = reference(name);
        Object method = reference.getProperty("tropea.command.complete." + parameter);
        return invoke(context.getService(reference), method.toString());
    }

    private static Object invoke(Object target, String function, Object... arguments) throws Exception {
        Method method = Arrays.stream(target.getClass().getMethods())
                .filter(each -> each.getName().equals(function) && each.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    /** The values of {@code component}, as text, in the lines that {@code name} returns for {@code arguments}. */
    List<String> column(String name, String component, Object... arguments) throws Exception {
        List<String> values = new ArrayList<>();
        for (Object line : (List<?>) call(name, arguments)) {
            values.add(String.valueOf(part(line, component)));
        }
        return values;
    }

    /** What it says when it fails. */
    String refusal(String name, Object... arguments) throws Exception {
        try {
            throw new AssertionError(name + " did not fail but said " + call(name, arguments));
        } catch (Exception refusal) {
            return refusal.getMessage();
        }
    }

    /** The component of a record that a command returned. */
    static Object part(Object line, String component) throws Exception {
        return line.getClass().getMethod(component).invoke(line);
    }

    /** The line of a list whose {@code component} is {@code value}. */
    static Object line(Object lines, String component, Object value) throws Exception {
        for (Object line : (List<?>) lines) {
            if (part(line, component).equals(value)) {
                return line;
            }
        }
        throw new AssertionError("no " + component + " " + value + " in " + lines);
    }

    /** The service that offers {@code name}. */
    ServiceReference<?> reference(String name) throws Exception {
        String[] parts = name.split(":");
        String filter = "(&(osgi.command.scope=" + parts[0] + ")(osgi.command.function=" + parts[1] + ")"
                + "(tropea.command.help." + parts[1] + "=*))";
        ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
        if (found == null || found.length != 1) {
            throw new AssertionError((found == null ? 0 : found.length) + " services offer " + name);
        }
        return found[0];
    }
}
