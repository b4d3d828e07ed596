package org.tropea.itests.container;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Calls commands as a shell finds them: by their service properties, by reflection. */
final class Commands {
    private final BundleContext context;

    Commands(BundleContext context) {
        this.context = context;
    }

    /** What {@code scope:function} returns for {@code arguments}; the router is left out, so it is the only one. */
    Object call(String scope, String function, Object... arguments) throws Exception {
        String filter = "(&(osgi.command.scope=" + scope + ")(osgi.command.function=" + function + "))";
        ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
        if (found == null) {
            throw new AssertionError("there is no command " + scope + ":" + function);
        }
        Object service = context.getService(found[0]);
        Object[] all =
                Stream.concat(Stream.of((Object) null), Stream.of(arguments)).toArray();
        Method method = Stream.of(service.getClass().getMethods())
                .filter(each -> each.getName().equals(function) && each.getParameterCount() == all.length)
                .findFirst()
                .orElseThrow();
        return method.invoke(service, all);
    }

    /** The values in column {@code name} of what {@code scope:function} returns. */
    List<String> column(String scope, String function, String name) throws Exception {
        return ((List<?>) call(scope, function))
                .stream().map(row -> value(row, name)).toList();
    }

    private static String value(Object row, String name) {
        try {
            return String.valueOf(row.getClass().getMethod(name).invoke(row));
        } catch (ReflectiveOperationException missing) {
            throw new AssertionError(missing);
        }
    }
}
