package org.tropea.congestion.fixed;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/** The windows that Tor has had from the start: 1000 cells a circuit, 500 a stream (tor-spec 7.3 and 7.4). */
@Component(property = CongestionPolicy.NAME + "=fixed")
public final class FixedWindows implements CongestionPolicy {
    private static final Param PACKAGE_WINDOW =
            new Param("circwindow", CircuitWindows.START, 100, CircuitWindows.START);

    @Override
    public CircuitCongestion circuit() {
        return circuit(Params.NONE);
    }

    @Override
    public CircuitCongestion circuit(Params params) {
        return new CircuitWindows(params.get(PACKAGE_WINDOW));
    }
}
