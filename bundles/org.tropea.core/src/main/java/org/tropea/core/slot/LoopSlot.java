package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one loop uses of a {@link Slot}: a plain field, touched only by that loop, changed between two turns' work. */
public final class LoopSlot<T> {
    private final Slot<T> slot;
    private final List<Adopted<T>> listeners = new ArrayList<>();
    private Choices<T> current = Choices.none();

    LoopSlot(Slot<T> slot) {
        this.slot = slot;
    }

    /** What this loop uses now, where nothing more special is chosen; null when there is none. */
    public T get() {
        return current.general();
    }

    /** What this loop uses for something with {@code properties}; null when there is none. */
    public T chosenFor(Map<String, ?> properties) {
        return current.chosenFor(properties);
    }

    /** All that this loop uses. */
    public Choices<T> choices() {
        return current;
    }

    /** A product of {@code service} decides for the first time: the swap log notes how long that took. */
    public void decided(T service) {
        current.decided(service);
    }

    /** Tells {@code listener} what is used now, and from then on of every change. */
    public void listen(Adopted<T> listener) {
        listeners.add(listener);
        tell(listener, current.general());
        tellAll(listener, current);
    }

    /** Tells {@code listener} no more. */
    public void unlisten(Adopted<T> listener) {
        listeners.remove(listener);
    }

    /** As {@link #listen}, before the slot has any candidate; any thread. */
    void listenFirst(Adopted<T> listener) {
        listeners.add(listener);
    }

    void adopt(Choices<T> choices) {
        if (choices == current) {
            return;
        }
        boolean generally = choices.general() != current.general();
        current = choices;
        for (Adopted<T> listener : List.copyOf(listeners)) {
            if (generally) {
                tell(listener, choices.general());
            }
            tellAll(listener, choices);
        }
    }

    /** Runs {@code done} once every listener is done with {@code gone}. */
    void withdraw(T gone, Runnable done) {
        Countdown all = new Countdown(listeners.size() + 1, done);
        for (Adopted<T> listener : List.copyOf(listeners)) {
            try {
                listener.withdrawn(gone, all::one);
            } catch (RuntimeException | LinkageError bug) {
                slot.bugs().report("withdrawal from " + slot.name(), bug);
                all.one();
            }
        }
        all.one();
    }

    private void tell(Adopted<T> listener, T chosen) {
        try {
            listener.adopted(chosen);
        } catch (RuntimeException | LinkageError bug) {
            slot.bugs().report("adoption by " + slot.name(), bug);
            if (chosen != null) {
                slot.quarantine(chosen, "failed when it was adopted: " + bug);
            }
        }
    }

    private void tellAll(Adopted<T> listener, Choices<T> choices) {
        try {
            listener.changed(choices);
        } catch (RuntimeException | LinkageError bug) {
            slot.bugs().report("adoption by " + slot.name(), bug);
        }
    }
}
