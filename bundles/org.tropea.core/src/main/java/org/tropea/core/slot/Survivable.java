package org.tropea.core.slot;

/** Tells failures of somebody's service, which the router survives, from those of the machine below. */
public final class Survivable {
    private Survivable() {}

    /** Returns {@code failure} when it is the service's own; throws it when memory or the JVM itself is at its end. */
    public static Throwable of(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            throw error;
        }
        return failure;
    }
}
