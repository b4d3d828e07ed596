package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;

/** A Tropea relay with three event loops, in every position of C tor's circuits. */
class MoreLoopsIT {
    private static final int SIZE = 2 << 20;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        network.awaitFlags("three", Duration.ofSeconds(150), "Running", "Valid", "Exit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three,relay0,relay1", "relay0,three,relay1", "relay0,relay1,three"})
    void streamsArriveByteForByteBothWays(String path, CtorNetwork network) {
        network.traffic(path.split(",")).circuits(6).streams(2).bytes(SIZE).run().requireClean();
        network.traffic(path.split(",")).streams(4).bytes(SIZE).upload().run().requireClean();
        network.traffic(path.split(",")).streams(4).bytes(SIZE).echo().run().requireClean();
    }

    @Test
    void itSaysHowManyLoopsItHas(CtorNetwork network) {
        assertTrue(network.node("three").said("event loops are nio, 3 of them") > 0);
    }
}
