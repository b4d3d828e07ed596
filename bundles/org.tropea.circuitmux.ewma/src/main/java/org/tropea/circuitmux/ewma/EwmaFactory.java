package org.tropea.circuitmux.ewma;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;

/** Quiet circuits first: an exponentially weighted moving average of what each sent decides. */
@Component(property = {CircuitMuxPolicyFactory.NAME + "=ewma", "service.ranking:Integer=100"})
public final class EwmaFactory implements CircuitMuxPolicyFactory {
    @Override
    public CircuitMuxPolicy create() {
        return new EwmaPolicy();
    }
}
