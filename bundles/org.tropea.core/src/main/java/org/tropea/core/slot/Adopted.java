package org.tropea.core.slot;

/** What the owner of a loop's products is told by its {@link LoopSlot}; in the loop, between two turns' work. */
@FunctionalInterface
public interface Adopted<T> {
    /** From now on {@code chosen} is to be used; null: there is none, and the work parks. */
    void adopted(T chosen);

    /** From now on {@code choices} are valid, for owners to whom it matters for what; after {@link #adopted}. */
    default void changed(Choices<T> choices) {}

    /**
     * {@code gone} stops: {@code done} must be run, in this loop, once nothing made by it will be called again. Until
     * then the framework waits, for SwapDrainTime at most. Called after {@link #adopted} told of its successor.
     */
    default void withdrawn(T gone, Runnable done) {
        done.run();
    }
}
