package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.RunningTraffic;

/** Another scheduler takes over while compared bytes flow: as a bundle dropped in, and by a changed torrc. */
class HotDeployIT {
    private static final String BY_KIST = "scheduler KIST decides";
    private static final String BY_VANILLA = "scheduler Vanilla decides";
    private static final long SOME = 4 << 20;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "hot", "T");
    }

    @Test
    void aSchedulerDroppedInTakesOverAndLeavesAgain(CtorNetwork network) throws IOException {
        CtorNode hot = network.node("hot");
        assertEquals(0, hot.said(BY_KIST));
        assertTrue(hot.said(BY_VANILLA) > 0);
        RunningTraffic traffic = through(network, "hot");
        Path dropped = Installation.drop(Installation.jar(InteropNetwork.KIST), hot);
        awaitSaid(hot, BY_KIST, 1);
        awaitMore(traffic);
        int before = hot.said(BY_VANILLA);
        Files.delete(dropped);
        awaitSaid(hot, BY_VANILLA, before + 1);
        awaitMore(traffic);
        traffic.finish().await().requireClean();
    }

    @Test
    void aChangedTorrcTakesEffectOnHangup(CtorNetwork network) throws IOException {
        CtorNode node = network.node("T");
        int vanilla = node.said(BY_VANILLA);
        int kist = node.said(BY_KIST);
        RunningTraffic traffic = through(network, "T");
        reload(node, "Schedulers Vanilla");
        awaitSaid(node, BY_VANILLA, vanilla + 1);
        awaitMore(traffic);
        reload(node, "Schedulers KIST,Vanilla");
        awaitSaid(node, BY_KIST, kist + 1);
        awaitMore(traffic);
        traffic.finish().await().requireClean();
    }

    @Test
    void aTorrcWithAFaultChangesNothing(CtorNetwork network) throws IOException {
        CtorNode node = network.node("T");
        String good = Files.readString(node.torrc());
        RunningTraffic traffic = through(network, "T");
        try {
            reload(node, "NoSuchOption 1");
            awaitSaid(node, "NoSuchOption", 1);
            awaitMore(traffic);
        } finally {
            Files.writeString(node.torrc(), good);
        }
        traffic.finish().await().requireClean();
    }

    private static void reload(CtorNode node, String line) throws IOException {
        Files.writeString(node.torrc(), line + "\n", StandardOpenOption.APPEND);
        node.signal("HUP");
    }

    private static RunningTraffic through(CtorNetwork network, String relay) {
        RunningTraffic traffic = network.traffic("relay0", relay, "relay1")
                .streams(4)
                .bytes(1 << 20)
                .repeat()
                .start();
        awaitMore(traffic);
        return traffic;
    }

    private static void awaitSaid(CtorNode node, String text, int times) {
        InteropNetwork.await(text + ", " + times + " times", 30, () -> node.said(text) >= times);
    }

    private static void awaitMore(RunningTraffic traffic) {
        long goal = traffic.bytes() + SOME;
        InteropNetwork.await(SOME + " bytes more", 30, () -> traffic.bytes() >= goal);
    }
}
