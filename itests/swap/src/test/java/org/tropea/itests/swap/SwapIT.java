package org.tropea.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.itests.swap.load.Load.Volume;
import org.tropea.itests.swap.relay.SwapNetwork;

/** Every scenario in short, without limits on time and throughput: those are for {@code itests/bench/swap}. */
class SwapIT {
    private static final Plan SHORT = new Plan(1, 6, 0, new Volume(12, 2, 1 << 20), 40, false);

    private static SwapNetwork relay;

    @BeforeAll
    static void started() {
        relay = SwapNetwork.start(SwapNetwork.installation(), List.of());
    }

    @AfterAll
    static void stopped() {
        if (relay != null) {
            relay.close();
        }
    }

    private static void meetsAllDemands(Scenario scenario) {
        Findings findings = new Findings(System.out);
        try {
            scenario.run(relay, SHORT, findings);
            assertEquals(List.of(), findings.missed());
        } catch (RuntimeException | AssertionError failure) {
            relay.network().markFailed();
            throw failure;
        }
    }

    @Test
    void policiesAreSwappedTenTimesASecond() {
        meetsAllDemands(new Policies());
    }

    @Test
    void theBufferLayerIsSwappedEverySecond() {
        meetsAllDemands(new Layers());
    }

    @Test
    void theTlsEngineIsSwitchedWhileConnectionsOpen() {
        meetsAllDemands(new Engines());
    }

    @Test
    void theExitTypeIsUpdated() {
        meetsAllDemands(new Exit());
    }

    @Test
    void policiesAreAwayForAWhile() {
        meetsAllDemands(new Absence());
    }

    @Test
    void policiesFail() {
        meetsAllDemands(new Faults());
    }

    @Test
    void versionsLeaveNothingBehind() {
        meetsAllDemands(new Versions());
    }
}
