package org.tropea.itests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.RunningTraffic;

/** The relay's bundles in a stock Felix, among C tor nodes, with nothing of our launcher. */
class StockFelixIT {
    private static final String KIST = "org.tropea.scheduler.kist";
    private static final String[] PATH = {"relay0", "stock", "relay1"};
    private static StockFelix felix;

    /** Started with the rest, so that the first consensus lists it. */
    @RegisterExtension
    static final CtorNetworkExtension NET = CtorNetworkExtension.of(network -> network.relays(2)
                    .clientOption("ConfluxEnabled 0")
                    .with(all -> felix = StockFelix.start(all, "stock", KIST)))
            .then(network -> network.awaitFlags("stock", Duration.ofSeconds(180), "Running", "Valid"));

    @Test
    void itCarriesDownloads(CtorNetwork network) {
        network.traffic(PATH).streams(4).bytes(4 << 20).run().requireClean();
        network.traffic("relay0", "relay1", "stock")
                .streams(4)
                .bytes(4 << 20)
                .run()
                .requireClean();
    }

    @Test
    void aSchedulerDroppedInTakesOverUnderTraffic(CtorNetwork network) throws Exception {
        assertTrue(felix.printed("scheduler Vanilla decides") > 0);
        assertEquals(0, felix.printed("scheduler KIST decides"));
        RunningTraffic traffic =
                network.traffic(PATH).streams(4).bytes(1 << 20).repeat().start();
        felix.deploy(KIST);
        Await.until("KIST decides", () -> felix.printed("scheduler KIST decides") == 1);
        awaitBytes(traffic, 4 << 20);
        assertEquals(1, felix.printed("KIST: the kernel tells nothing"));
        assertEquals(1, felix.printed("--add-opens java.base/sun.nio.ch=ALL-UNNAMED[)], working as KISTLite"));
        int vanilla = felix.printed("scheduler Vanilla decides");
        felix.withdraw(KIST);
        Await.until("Vanilla decides", () -> felix.printed("scheduler Vanilla decides") > vanilla);
        awaitBytes(traffic, 4 << 20);
        traffic.finish().await().requireClean();
    }

    private static void awaitBytes(RunningTraffic traffic, long more) throws Exception {
        long goal = traffic.bytes() + more;
        Await.until(more + " bytes more", () -> traffic.bytes() >= goal);
    }
}
