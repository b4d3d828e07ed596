package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.PathCircuit;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.SocksClient;
import org.tropea.itests.ctor.SocksException;

/** The bundle of the exit type is dropped in, and updated under streams: its streams end, their circuit stays. */
class ExitUpdateIT {
    private static final int SECONDS = 30;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    private static final int STALE_MILLIS = 2_000;

    /** How streams ended that were asked for while the bundle was away. */
    private final Set<String> refusals = new HashSet<>();

    @BeforeAll
    static void listed(CtorNetwork network) throws IOException {
        InteropNetwork.awaitListed(network, "hot");
        Installation.drop(Installation.jar(InteropNetwork.EXIT), network.node("hot"));
    }

    @Test
    void streamsEndCircuitsStayAndNewStreamsWork(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "hot");
                ServerSocket target = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            PathCircuit circuit = traffic.build().get(0);
            InteropNetwork.await("the exit serves", SECONDS, () -> carriesAByte(network, traffic, target));
            refusals.clear();
            SocksClient socks = traffic.socks();
            try (Socket stream = socks.connect("127.0.0.1", target.getLocalPort());
                    Socket served = target.accept()) {
                Installation.drop(Installation.jar(InteropNetwork.EXIT), network.node("hot"));
                while (!hasEnded(stream)) {
                    carriesAByte(network, traffic, target);
                }
                assertTrue(hasEnded(served));
            }
            assertEquals("END/INTERNAL", awaitReason(network, socks));
            Deadline.in(Duration.ofSeconds(SECONDS))
                    .await(
                            () -> carriesAByte(network, traffic, target),
                            50,
                            () -> "new streams do not work, they end with " + refusals);
            assertTrue(circuit.isOpen(), "the circuit stays");
            assertEquals(Set.of("END/MISC"), refusals);
            network.traffic("relay0", "relay1", "hot").streams(4).run().requireClean();
        }
    }

    /** Whether a new stream of the circuit carries one byte. */
    private boolean carriesAByte(CtorNetwork network, PathTraffic traffic, ServerSocket target) throws IOException {
        SocksClient socks = traffic.socks();
        try (Socket stream = socks.connect("127.0.0.1", target.getLocalPort());
                Socket served = target.accept()) {
            stream.setSoTimeout(STALE_MILLIS);
            served.getOutputStream().write('x');
            return stream.getInputStream().read() == 'x';
        } catch (SocketTimeoutException | SocketException stale) {
            return false; // what was accepted was left by a stream that ended with the bundle
        } catch (SocksException refused) {
            refusals.add(awaitReason(network, socks));
            return false;
        }
    }

    /** The event that tells it comes after the socket's end. */
    private static String awaitReason(CtorNetwork network, SocksClient socks) {
        InteropNetwork.await(
                "its end is told", SECONDS, () -> !reason(network, socks).isEmpty());
        return reason(network, socks);
    }

    private static String reason(CtorNetwork network, SocksClient socks) {
        return network.circuits().endReason(socks.user());
    }

    private static boolean hasEnded(Socket stream) throws IOException {
        stream.setSoTimeout(100);
        try {
            return stream.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (SocketTimeoutException goesOn) {
            return false;
        }
    }
}
