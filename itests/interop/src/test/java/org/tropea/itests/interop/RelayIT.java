package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.SocksClient;
import org.tropea.itests.ctor.SocksException;

/** One Tropea relay among C tor authorities, relays and a client: listed, and used in every position. */
class RelayIT {
    private static final int STREAMS = 8;
    private static final int SIZE = 2 << 20;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        network.awaitFlags("T", Duration.ofSeconds(150), "Running", "Valid", "Exit", "Fast");
        InteropNetwork.awaitListed(network, "picky");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T,relay0,relay1", "relay0,T,relay1", "relay0,relay1,T"})
    void downloadsArriveByteForByte(String path, CtorNetwork network) {
        network.traffic(path.split(",")).streams(STREAMS).bytes(SIZE).run().requireClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T,relay0,relay1", "relay0,T,relay1", "relay0,relay1,T"})
    void uploadsAndEchoesArriveByteForByte(String path, CtorNetwork network) {
        network.traffic(path.split(",")).streams(4).bytes(SIZE).upload().run().requireClean();
        network.traffic(path.split(",")).streams(4).bytes(SIZE).echo().run().requireClean();
    }

    @Test
    void manyCircuitsShareAChannel(CtorNetwork network) {
        network.traffic("relay0", "T", "relay1")
                .circuits(12)
                .streams(2)
                .bytes(1 << 20)
                .run()
                .requireClean();
    }

    @Test
    void addressesResolveToThemselves(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "T")) {
            assertEquals(InetAddress.getByName("127.0.0.1"), traffic.socks().resolve("127.0.0.1"));
            assertEquals(InetAddress.getByName("127.0.0.1"), traffic.socks().resolve("localhost"));
        }
    }

    @Test
    void aRefusedConnectionIsSaid(CtorNetwork network) {
        int unused = network.freePort();
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "T")) {
            SocksClient socks = traffic.socks();
            SocksException refused = assertThrows(SocksException.class, () -> socks.connect("127.0.0.1", unused));
            assertEquals(SocksException.REFUSED, refused.code());
        }
    }

    @Test
    void whatTheExitPolicyRejectsIsSaid(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "picky").limit(Duration.ofSeconds(20));
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SocksClient socks = traffic.socks();
            assertThrows(SocksException.class, () -> socks.connect("127.0.0.1", target.getLocalPort()));
            assertEquals("END/EXITPOLICY", network.circuits().endReason(socks.user()));
        }
    }
}
