package org.tropea.flow.congestion;

import org.tropea.net.params.Params;

/** A way to control congestion: a stateless factory in the service registry, named by the property {@link #NAME}. */
public interface CongestionPolicy {
    /** The service property that names the policy: {@code fixed}. */
    String NAME = "tropea.congestion";

    /** Control for one circuit that ends here. */
    CircuitCongestion circuit();

    /** The same where the network has {@code params}; those that change later are for later circuits, as in C tor. */
    default CircuitCongestion circuit(Params params) {
        return circuit();
    }
}
