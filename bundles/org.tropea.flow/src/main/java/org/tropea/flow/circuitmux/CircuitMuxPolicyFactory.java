package org.tropea.flow.circuitmux;

/** A circuitmux policy: a stateless factory in the service registry, with its name as the property {@link #NAME}. */
public interface CircuitMuxPolicyFactory {
    /** The service property that names the policy: {@code ewma}, {@code roundrobin}. */
    String NAME = "tropea.circuitmux";

    /** A policy for one channel without active circuits. One may be made only to load its classes, and is never called. */
    CircuitMuxPolicy create();
}
