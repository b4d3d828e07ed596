package org.tropea.congestion.fixed;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.CongestionPolicy;

/** The windows that Tor has had from the start: 1000 cells a circuit, 500 a stream (tor-spec 7.3 and 7.4). */
@Component(property = CongestionPolicy.NAME + "=fixed")
public final class FixedWindows implements CongestionPolicy {
    @Override
    public CircuitCongestion circuit() {
        return new CircuitWindows();
    }
}
