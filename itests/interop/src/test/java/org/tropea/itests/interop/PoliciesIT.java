package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.RunningTraffic;

/** Traffic under another scheduler, and under bandwidth limits. */
class PoliciesIT {
    private static final long RATE = 2_000_000;
    private static final int CELL = 514;
    private static final int DATA = 498;
    private static final int MEASURED_SECONDS = 8;

    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "vanilla", "limited");
    }

    @Test
    void theVanillaSchedulerCarriesTrafficInEveryPosition(CtorNetwork network) {
        assertTrue(network.node("vanilla").saidLast("scheduler Vanilla decides", "scheduler KIST decides"));
        for (String path : List.of("vanilla,relay0,relay1", "relay0,vanilla,relay1", "relay0,relay1,vanilla")) {
            network.traffic(path.split(","))
                    .circuits(2)
                    .streams(4)
                    .bytes(1 << 20)
                    .run()
                    .requireClean();
        }
    }

    /** The first seconds spend the burst and are not measured. */
    @Test
    void theBandwidthLimitIsMetSmoothly(CtorNetwork network) throws InterruptedException {
        RunningTraffic traffic = network.traffic("relay0", "limited", "relay1")
                .circuits(2)
                .streams(4)
                .bytes(256 << 10)
                .repeat()
                .start();
        InteropNetwork.await("the burst is spent", 30, () -> traffic.bytes() > 3 * RATE);
        List<Long> perSecond = perSecond(traffic);
        traffic.finish().await().requireClean();
        double payload = perSecond.stream().mapToLong(Long::longValue).sum() / (double) MEASURED_SECONDS;
        double rate = payload * CELL / DATA;
        assertTrue(Math.abs(rate - RATE) < RATE / 4.0, rate + " bytes per second, each second " + perSecond);
        assertTrue(perSecond.stream().allMatch(bytes -> bytes > 0), "each second " + perSecond);
    }

    private static List<Long> perSecond(RunningTraffic traffic) throws InterruptedException {
        List<Long> perSecond = new ArrayList<>();
        long next = System.nanoTime();
        long before = traffic.bytes();
        for (int i = 0; i < MEASURED_SECONDS; i++) {
            next += TimeUnit.SECONDS.toNanos(1);
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            long now = traffic.bytes();
            perSecond.add(now - before);
            before = now;
        }
        return perSecond;
    }
}
