package org.tropea.shell.ssh.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Finds the commands in the service registry: services with Gogo's scope and function properties and at least one
 * {@code tropea.command.} property. Each function is offered to Gogo once more, one rank higher, so that there too it
 * understands {@code --help}, {@code --json} and its options.
 */
public final class CommandTracker extends ServiceTracker<Object, List<CommandTracker.Offer>> {
    private static final String SCOPE = "osgi.command.scope";
    private static final String FUNCTION = "osgi.command.function";
    private static final String OWN = "tropea.command.";
    private static final String COMPLETE = OWN + "complete.";

    private final Catalogue catalogue;
    private final Function<ShellCommand, org.apache.felix.service.command.Function> forGogo;

    /** A command and its second registration. */
    record Offer(ShellCommand command, ServiceRegistration<?> registration) {}

    /** Fills {@code catalogue} while it is open. */
    public CommandTracker(
            BundleContext context,
            Catalogue catalogue,
            Function<ShellCommand, org.apache.felix.service.command.Function> forGogo) {
        super(context, commands(), null);
        this.catalogue = catalogue;
        this.forGogo = forGogo;
    }

    private static Filter commands() {
        try {
            return FrameworkUtil.createFilter("(&(" + SCOPE + "=*)(" + FUNCTION + "=*))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Offer> addingService(ServiceReference<Object> reference) {
        boolean own = Arrays.stream(reference.getPropertyKeys()).anyMatch(key -> key.startsWith(OWN));
        Object target = own ? context.getService(reference) : null;
        return target == null ? null : offers(reference, target);
    }

    private List<Offer> offers(ServiceReference<Object> reference, Object target) {
        List<Offer> offers = new ArrayList<>();
        for (String function : texts(reference, FUNCTION)) {
            ShellCommand command = command(reference, function, target);
            catalogue.add(command);
            offers.add(new Offer(command, offerToGogo(command)));
        }
        return offers;
    }

    private static ShellCommand command(ServiceReference<Object> reference, String function, Object target) {
        Object help = reference.getProperty(OWN + "help." + function);
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new ShellCommand(
                String.valueOf(reference.getProperty(SCOPE)),
                function,
                target,
                help == null ? "(no description)" : help.toString(),
                texts(reference, OWN + "reads").contains(function),
                texts(reference, OWN + "refresh").contains(function),
                texts(reference, OWN + "options"),
                completions(reference),
                ranking instanceof Integer rank ? rank : 0);
    }

    private static Map<String, String> completions(ServiceReference<Object> reference) {
        return Arrays.stream(reference.getPropertyKeys())
                .filter(key -> key.startsWith(COMPLETE))
                .collect(Collectors.toMap(
                        key -> key.substring(COMPLETE.length()), key -> String.valueOf(reference.getProperty(key))));
    }

    private ServiceRegistration<?> offerToGogo(ShellCommand command) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SCOPE, command.scope());
        properties.put(FUNCTION, command.function());
        properties.put(Constants.SERVICE_RANKING, command.ranking() + 1);
        return context.registerService(
                org.apache.felix.service.command.Function.class, forGogo.apply(command), properties);
    }

    /** A property that is one text, with commas or without, or an array of them. */
    private static Set<String> texts(ServiceReference<?> reference, String key) {
        Object value = reference.getProperty(key);
        Object[] parts = value instanceof Object[] many ? many : value == null ? new Object[0] : new Object[] {value};
        return Arrays.stream(parts)
                .flatMap(part -> Arrays.stream(part.toString().split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    @Override
    public void removedService(ServiceReference<Object> reference, List<Offer> offers) {
        for (Offer offer : offers) {
            catalogue.remove(offer.command());
            unregister(offer.registration());
        }
        context.ungetService(reference);
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException gone) {
            // This bundle is stopping: the framework was quicker.
            return;
        }
    }
}
