package org.tropea.flow.congestion;

/** A way to control congestion: a stateless factory in the service registry, named by the property {@link #NAME}. */
public interface CongestionPolicy {
    /** The service property that names the policy: {@code fixed}. */
    String NAME = "tropea.congestion";

    /** Control for one circuit that ends here. */
    CircuitCongestion circuit();
}
