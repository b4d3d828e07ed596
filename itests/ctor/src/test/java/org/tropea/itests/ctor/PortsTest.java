package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void blockIsClaimedUntilClosed() throws IOException {
        int base;
        try (Ports first = Ports.claim(0)) {
            base = first.next() - 1;
            assertThrows(IllegalStateException.class, () -> Ports.claim(base));
        }
        Ports.claim(base).close();
    }

    @Test
    void usedPortIsSkipped() throws IOException {
        try (Ports ports = Ports.claim(0)) {
            int first = ports.next();
            try (ServerSocket used = new ServerSocket(first + 1, 1, InetAddress.getByName("127.0.0.1"))) {
                assertEquals(used.getLocalPort() + 1, ports.next());
            }
        }
    }
}
