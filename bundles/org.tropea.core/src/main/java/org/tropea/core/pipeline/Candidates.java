package org.tropea.core.pipeline;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * All services of one kind in the container, told to the slots of every router there is. The framework's threads call
 * {@link #bind} and {@link #unbind}; routers' threads the rest.
 */
final class Candidates<T> {
    private record Listener<T>(Object owner, BiConsumer<T, Map<String, Object>> offer, Consumer<T> withdraw) {}

    private final Map<T, Map<String, Object>> services = new IdentityHashMap<>();
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();

    /** Takes {@code service}, or the new properties of one that is known. */
    void bind(T service, Map<String, Object> properties) {
        synchronized (services) {
            services.put(service, properties);
            services.notifyAll();
            listeners.forEach(listener -> listener.offer().accept(service, properties));
        }
    }

    /** Returns when no router uses {@code service} any more. */
    void unbind(T service) {
        synchronized (services) {
            services.remove(service);
        }
        listeners.forEach(listener -> listener.withdraw().accept(service));
    }

    /** Offers all services to {@code owner}'s slot, and from then on tells it of every change. */
    void tell(Object owner, BiConsumer<T, Map<String, Object>> offer, Consumer<T> withdraw) {
        synchronized (services) {
            services.forEach(offer);
            listeners.add(new Listener<>(owner, offer, withdraw));
        }
    }

    /** Waits until there is one; false when none came in {@code millis}. Never on a thread that starts bundles. */
    boolean await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (services) {
            while (services.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                services.wait(left);
            }
            return true;
        }
    }

    void forget(Object owner) {
        listeners.removeIf(listener -> listener.owner() == owner);
    }
}
