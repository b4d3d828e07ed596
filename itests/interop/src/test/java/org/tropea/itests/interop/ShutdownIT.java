package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.PathCircuit;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.RunningTraffic;

/** How a relay that carries traffic ends on SIGTERM, on SIGINT and on a second one. */
class ShutdownIT {
    private static final String CLOSING = "we have stopped accepting new connections";
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    private CtorNode victim;
    private PathTraffic traffic;
    private RunningTraffic running;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "victim");
    }

    @BeforeEach
    void traffic(CtorNetwork network) {
        victim = network.node("victim");
        traffic = network.traffic("victim", "relay0", "relay1")
                .streams(2)
                .bytes(1 << 20)
                .repeat();
        running = traffic.start();
        awaitMore();
    }

    private void awaitMore() {
        long goal = running.bytes() + (2 << 20);
        InteropNetwork.await("more bytes", 30, () -> running.bytes() >= goal);
    }

    @AfterEach
    void startAgain(CtorNetwork network) {
        running.finish().await();
        traffic.close();
        victim.stop();
        InteropNetwork.startAgain(victim);
        InteropNetwork.awaitUsable(network, "victim");
        network.traffic("victim", "relay0", "relay1").bytes(1 << 20).run().requireClean();
    }

    private void interrupt() {
        int before = victim.said(CLOSING);
        victim.signal("INT");
        InteropNetwork.await(CLOSING, 10, () -> victim.said(CLOSING) > before);
    }

    @Test
    void terminateStopsAtOnce() throws Exception {
        victim.signal("TERM");
        assertEquals(OptionalInt.of(0), victim.awaitExit(AT_ONCE));
        assertFalse(Files.exists(victim.directory().resolve("pid")));
        assertFalse(running.finish().await().clean());
    }

    @Test
    void interruptLetsOldCircuitsGoOnAndTakesNoNewOnes(CtorNetwork network) throws Exception {
        PathCircuit old = traffic.build().get(0);
        long begun = System.nanoTime();
        interrupt();
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", victim.orPort()).close());
        PathCircuit fresh = network.circuits().launch(List.of("victim", "relay1", "relay0"));
        String reason = fresh.whenClosed().get(10, TimeUnit.SECONDS);
        assertTrue(reason.contains("HIBERNATING"), reason);
        awaitMore();
        assertTrue(old.isOpen());
        running.finish().await().requireClean();
        assertEquals(OptionalInt.of(0), victim.awaitExit(Duration.ofSeconds(InteropNetwork.SHUTDOWN_SECONDS + 4)));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        assertTrue(seconds >= InteropNetwork.SHUTDOWN_SECONDS - 1, seconds + " s");
    }

    @Test
    void aSecondInterruptExitsNow() throws Exception {
        interrupt();
        awaitMore();
        victim.signal("INT");
        assertEquals(OptionalInt.of(0), victim.awaitExit(AT_ONCE));
    }
}
