package org.tropea.itests.interop;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.SocksDownloads;

/** A client of C tor's in a network that is Tropea's alone: its authorities, its relays, its exits. */
@Tag("waits")
class CtorClientIT {
    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.authorities(2)
            .authority(Tropea.relay("auth0"))
            .authority(Tropea.relay("auth1"))
            .votingInterval(Duration.ofSeconds(10))
            .relays(0)
            .node(Tropea.relay("T0"))
            .node(Tropea.relay("T1"))
            .clientOption("PathsNeededToBuildCircuits 0.67"));

    @Test
    void eightStreamsOf64MebibytesAtTheSameTime(CtorNetwork network) {
        new SocksDownloads(network.client().socksPort())
                .streams(8)
                .bytes(64 << 20)
                .limit(Duration.ofSeconds(150))
                .run()
                .requireClean();
    }
}
