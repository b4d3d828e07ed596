package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.SocksClient;
import org.tropea.itests.ctor.SocksException;

/** Names that a Tropea exit looks up for a C tor client, at the network's own name server. */
class NamesIT {
    private static final String[] PATH = {"relay0", "relay1", "T"};

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "T", "six");
    }

    @Test
    void aNameResolvesToItsAddress(CtorNetwork network) throws IOException {
        int before = network.names().questions();
        try (PathTraffic traffic = network.traffic(PATH)) {
            assertEquals(InetAddress.getByName("127.0.0.4"), traffic.socks().resolve("four.test"));
        }
        assertTrue(network.names().questions() > before);
    }

    @Test
    void anAddressResolvesToItsName(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic(PATH)) {
            assertEquals("four.test", traffic.socks().resolvePtr("192.0.2.4"));
        }
    }

    @Test
    void namesOfInternalAddressesStayHere(CtorNetwork network) {
        try (PathTraffic traffic = network.traffic(PATH)) {
            SocksClient socks = traffic.socks();
            int before = network.names().questions();
            assertThrows(SocksException.class, () -> socks.resolvePtr("127.0.0.4"));
            assertThrows(SocksException.class, () -> socks.resolvePtr("192.168.7.4"));
            assertEquals(before, network.names().questions());
        }
    }

    @Test
    void aNameWithAnIpv6AddressOnlyNeedsAnExitForIpv6(CtorNetwork network) throws IOException {
        try (PathTraffic plain = network.traffic(PATH);
                PathTraffic dual = network.traffic("relay0", "relay1", "six")) {
            SocksClient socks = plain.socks();
            assertThrows(SocksException.class, () -> socks.resolve("six.test"));
            assertEquals(InetAddress.getByName("::1"), dual.socks().resolve("six.test"));
        }
    }

    @Test
    void whatDoesNotExistIsSaid(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic(PATH)) {
            SocksClient socks = traffic.socks();
            assertThrows(SocksException.class, () -> socks.resolve("nowhere.test"));
            assertThrows(SocksException.class, () -> socks.resolvePtr("192.0.2.5"));
            SocksClient connecting = traffic.socks();
            assertThrows(SocksException.class, () -> connecting.connect("nowhere.test", 80));
            assertEquals("END/RESOLVEFAILED", network.circuits().endReason(connecting.user()));
        }
    }

    @Test
    void downloadsByHostName(CtorNetwork network) {
        network.traffic(PATH)
                .streams(4)
                .bytes(1 << 20)
                .host("source.test")
                .run()
                .requireClean();
    }
}
