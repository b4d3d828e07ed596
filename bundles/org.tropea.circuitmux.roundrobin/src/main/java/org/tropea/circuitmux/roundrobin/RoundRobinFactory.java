package org.tropea.circuitmux.roundrobin;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;

/** One cell for each circuit in turn. */
@Component(property = CircuitMuxPolicyFactory.NAME + "=roundrobin")
public final class RoundRobinFactory implements CircuitMuxPolicyFactory {
    @Override
    public CircuitMuxPolicy create() {
        return new RoundRobinPolicy();
    }
}
