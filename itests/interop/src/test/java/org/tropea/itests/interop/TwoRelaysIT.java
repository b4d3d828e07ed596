package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.ctor.ConsensusView;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;

/**
 * Two Tropea relays in one container, next to each other on a path: Tropea authenticates to Tropea and to C tor, as
 * initiator and as responder.
 */
class TwoRelaysIT {
    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "T1", "T2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T1,T2,relay0", "relay0,T1,T2", "T1,relay0,T2", "relay0,T2,T1"})
    void downloadsArriveByteForByte(String path, CtorNetwork network) {
        network.traffic(path.split(","))
                .circuits(2)
                .streams(4)
                .bytes(2 << 20)
                .run()
                .requireClean();
    }

    @Test
    void theyAreTwoRelaysInOneProcess(CtorNetwork network) throws IOException {
        try (ControlClient control = network.client().control()) {
            ConsensusView view = new ConsensusView(control);
            assertNotEquals(view.fingerprint("T1"), view.fingerprint("T2"));
        }
        assertEquals(1, network.node("T1").said("Router T1 is ready"));
        assertEquals(1, network.node("T1").said("Router T2 is ready"));
        assertTrue(Files.isDirectory(network.node("T1").directory().resolve("T2/keys")));
    }
}
