package org.tropea.assembler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The declared components of a running framework, seen through {@code ServiceComponentRuntime}. Its DTOs are read by
 * reflection because their classes live in the SCR bundle's class loader.
 */
final class Components {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    /** ComponentConfigurationDTO.FAILED_ACTIVATION. */
    private static final int FAILED_ACTIVATION = 16;

    private final BundleContext context;
    private final Object runtime;
    private final Collection<?> descriptions;

    private Components(BundleContext context) throws ReflectiveOperationException, InvalidSyntaxException {
        this.context = context;
        // All of them, whichever class loader this class would find the interface in.
        ServiceReference<?>[] references = context.getAllServiceReferences(RUNTIME, null);
        if (references == null) {
            throw new AssemblyFault("no ServiceComponentRuntime: the base feature needs Felix SCR");
        }
        runtime = context.getService(references[0]);
        descriptions = (Collection<?>) call("getComponentDescriptionDTOs", (Object) null);
    }

    static Components of(BundleContext context) throws ReflectiveOperationException, InvalidSyntaxException {
        return new Components(context);
    }

    int count() {
        return descriptions.size();
    }

    /** One line per component that could never run with these bundles, or that failed while activating. */
    List<String> faults() throws ReflectiveOperationException, InvalidSyntaxException {
        List<String> faults = new ArrayList<>();
        Set<String> offered = offered();
        for (Object description : descriptions) {
            for (Object reference : (Object[]) field(description, "references")) {
                String cardinality = (String) field(reference, "cardinality");
                String service = (String) field(reference, "interfaceName");
                if (cardinality.startsWith("1") && !offered.contains(service) && !registered(service)) {
                    faults.add(field(description, "name") + ": nothing offers " + service);
                }
            }
            addFailedActivations(description, faults);
        }
        return faults;
    }

    private Set<String> offered() throws ReflectiveOperationException {
        Set<String> offered = new HashSet<>();
        for (Object description : descriptions) {
            offered.addAll(Arrays.asList((String[]) field(description, "serviceInterfaces")));
        }
        return offered;
    }

    private boolean registered(String service) throws InvalidSyntaxException {
        return context.getAllServiceReferences(service, null) != null;
    }

    private void addFailedActivations(Object description, List<String> faults) throws ReflectiveOperationException {
        for (Object configuration : (Collection<?>) call("getComponentConfigurationDTOs", description)) {
            if ((int) field(configuration, "state") == FAILED_ACTIVATION) {
                faults.add(field(description, "name") + " failed: " + field(configuration, "failure"));
            }
        }
    }

    private Object call(String method, Object argument) throws ReflectiveOperationException {
        for (var candidate : runtime.getClass().getMethods()) {
            if (candidate.getName().equals(method)) {
                candidate.trySetAccessible();
                boolean varargs = candidate.getParameterTypes()[0].isArray();
                return candidate.invoke(runtime, varargs ? noBundles(candidate.getParameterTypes()[0]) : argument);
            }
        }
        throw new NoSuchMethodException(method);
    }

    private static Object noBundles(Class<?> arrayType) {
        return java.lang.reflect.Array.newInstance(arrayType.getComponentType(), 0);
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }
}
