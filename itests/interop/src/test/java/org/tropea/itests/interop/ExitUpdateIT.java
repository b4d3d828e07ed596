package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    private static final int STREAM_MILLIS = 10_000;

    /** How streams ended that were asked for while the bundle was away. */
    private final Set<String> refusals = new HashSet<>();

    private byte asked;

    @BeforeAll
    static void listed(CtorNetwork network) throws IOException {
        InteropNetwork.awaitListed(network, "hot");
    }

    @Test
    void streamsEndCircuitsStayAndNewStreamsWork(CtorNetwork network) throws IOException {
        try (PathTraffic traffic = network.traffic("relay0", "relay1", "hot");
                ServerSocket target = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            target.setSoTimeout(STREAM_MILLIS);
            PathCircuit circuit = traffic.build().get(0);
            assertFalse(carriesAByte(network, traffic, target));
            assertEquals(Set.of("END/MISC"), refusals);
            Installation.drop(Installation.jar(InteropNetwork.EXIT), network.node("hot"));
            InteropNetwork.await("the exit serves", SECONDS, () -> carriesAByte(network, traffic, target));
            refusals.clear();
            SocksClient socks = traffic.socks();
            try (Socket stream = socks.connect("127.0.0.1", target.getLocalPort());
                    Socket served = answered(stream, target)) {
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
            // One whose connection was just being made ends as the streams that had theirs.
            assertTrue(Set.of("END/MISC", "END/INTERNAL").containsAll(refusals), refusals::toString);
            network.traffic("relay0", "relay1", "hot").streams(4).run().requireClean();
        }
    }

    /** Whether a new stream of the circuit carries a byte there and back. */
    private boolean carriesAByte(CtorNetwork network, PathTraffic traffic, ServerSocket target) throws IOException {
        SocksClient socks = traffic.socks();
        try (Socket stream = socks.connect("127.0.0.1", target.getLocalPort());
                Socket served = answered(stream, target)) {
            return !served.isClosed();
        } catch (SocketTimeoutException | SocketException ended) {
            return false; // with the bundle
        } catch (SocksException refused) {
            refusals.add(awaitReason(network, socks));
            return false;
        }
    }

    /**
     * The target's connection of {@code stream}, by which a byte of its own went there and back. Those of streams that
     * ended before they were accepted still wait in the queue, and are passed over.
     */
    private Socket answered(Socket stream, ServerSocket target) throws IOException {
        stream.setSoTimeout(STREAM_MILLIS);
        stream.getOutputStream().write(++asked);
        while (true) {
            Socket served = target.accept();
            if (heard(served) == (asked & 0xff)) {
                served.getOutputStream().write(asked);
                if (stream.getInputStream().read() == (asked & 0xff)) {
                    return served;
                }
                throw new SocketException("the stream ended");
            }
            served.close();
        }
    }

    /** The first byte, or -1 where none comes. */
    private static int heard(Socket served) throws IOException {
        served.setSoTimeout(STREAM_MILLIS);
        try {
            return served.getInputStream().read();
        } catch (SocketException | SocketTimeoutException left) {
            return -1;
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
