package org.tropea.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** A service that some bundle is to offer once it runs. Made before the bundles start; waited for by the main thread. */
final class Arrival {
    private final Container container;
    private final Ending ending;
    private final CompletableFuture<ServiceReference<?>> offered = new CompletableFuture<>();

    private Arrival(Container container, Ending ending) {
        this.container = container;
        this.ending = ending;
    }

    /** From now on the first service that {@code filter} matches counts. */
    static Arrival of(String filter, Container container, Ending ending) throws InvalidSyntaxException {
        Arrival arrival = new Arrival(container, ending);
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                arrival.offered.complete(event.getServiceReference());
            }
        };
        container.context().addServiceListener(listener, filter);
        return arrival;
    }

    /**
     * Waits for it, {@code tropea.start.seconds} (60) at most: then the run fails with {@code what}, the bundles that do
     * not run, and else {@code hint}. Null when the run ended before it was there.
     */
    ServiceReference<?> await(String what, String hint) throws InterruptedException, ExecutionException {
        long seconds = Long.getLong("tropea.start.seconds", 60);
        try {
            CompletableFuture.anyOf(offered, ending.cause()).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            String idle = container.notRunning();
            ending.failed(what + " within " + seconds + " s: "
                    + (idle.isEmpty() ? hint : "these bundles do not run: " + idle));
        }
        return ending.isDecided() ? null : offered.get();
    }
}
