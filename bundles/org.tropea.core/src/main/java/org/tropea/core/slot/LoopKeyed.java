package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one loop uses of a {@link KeyedSlot}: a plain map, touched only by that loop. */
public final class LoopKeyed<T> {
    private final Map<String, T> current = new HashMap<>();
    private final List<KeyedAdopted<T>> listeners = new ArrayList<>();

    LoopKeyed() {}

    /** What stands under {@code key} now; null when nothing does. */
    public T get(String key) {
        return current.get(key);
    }

    /** The keys under which something stands. */
    public List<String> keys() {
        return List.copyOf(current.keySet());
    }

    /** Tells {@code listener} what stands where now, and from then on of every change. */
    public void listen(KeyedAdopted<T> listener) {
        listeners.add(listener);
        Map.copyOf(current).forEach(listener::adopted);
    }

    /** The listener by which the slot of {@code key} tells this loop. */
    Adopted<T> listener(String key) {
        return new Adopted<>() {
            @Override
            public void adopted(T chosen) {
                put(key, chosen);
            }

            @Override
            public void withdrawn(T gone, Runnable done) {
                withdraw(key, gone, done);
            }
        };
    }

    private void put(String key, T chosen) {
        T before = chosen == null ? current.remove(key) : current.put(key, chosen);
        if (before != chosen) {
            List.copyOf(listeners).forEach(listener -> listener.adopted(key, chosen));
        }
    }

    private void withdraw(String key, T gone, Runnable done) {
        Countdown all = new Countdown(listeners.size() + 1, done);
        List.copyOf(listeners).forEach(listener -> listener.withdrawn(key, gone, all::one));
        all.one();
    }
}
