package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which address a node's lines name. */
class TorrcTest {
    private static List<String> lines(String address) {
        return Torrc.common("n", address, Path.of("/n"), List.of())
                .ctor(3)
                .relay(1)
                .authority(2, Duration.ofSeconds(20))
                .toString()
                .lines()
                .toList();
    }

    @Test
    void everythingButControlIsOnTheNodesAddress() {
        assertTrue(lines("10.99.0.2")
                .containsAll(List.of(
                        "Address 10.99.0.2",
                        "OutboundBindAddress 10.99.0.2",
                        "ORPort 10.99.0.2:1",
                        "DirPort 10.99.0.2:2",
                        "ControlPort 127.0.0.1:3")));
    }

    @Test
    void aNodesOwnAddressComesBeforeTheNetworks() {
        assertTrue(NodeSpec.of("n").address("10.0.0.1").addressOr("10.0.0.2").equals("10.0.0.1"));
        assertTrue(NodeSpec.of("n").addressOr("10.0.0.2").equals("10.0.0.2"));
    }
}
