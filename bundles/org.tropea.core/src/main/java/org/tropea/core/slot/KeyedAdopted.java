package org.tropea.core.slot;

/** {@link Adopted} for the services of a {@link KeyedSlot}; in the loop. */
@FunctionalInterface
public interface KeyedAdopted<T> {
    /** From now on {@code chosen} stands under {@code key}; null: nothing does. */
    void adopted(String key, T chosen);

    /** As {@link Adopted#withdrawn}; called once for each key under which {@code gone} stood. */
    default void withdrawn(String key, T gone, Runnable done) {
        done.run();
    }
}
