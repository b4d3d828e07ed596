package org.tropea.itests.swap.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.ctor.CpuMeter;
import org.tropea.itests.swap.relay.Gaps;
import org.tropea.itests.swap.relay.SwapNetwork;
import org.tropea.itests.swap.swapper.Step;
import org.tropea.itests.swap.swapper.SwapHistory;
import org.tropea.itests.swap.swapper.SwapRecord;
import org.tropea.itests.swap.swapper.Swapper;

/**
 * Some seconds of traffic through the relay as middle, with or without swapping.
 *
 * @param seconds measured, when all streams flowed
 * @param bytes payload moved in them
 * @param cpuSeconds spent by the relay in them
 * @param gaps how long cells waited while none was written
 * @param verdict what came of every stream
 * @param choices commands that chose
 * @param bundles commands about bundles
 * @param failures commands that failed
 * @param swaps what the relay's log has of it
 */
public record Run(
        double seconds,
        long bytes,
        double cpuSeconds,
        Gaps gaps,
        Load.Verdict verdict,
        int choices,
        int bundles,
        List<String> failures,
        List<SwapRecord> swaps) {
    private static final long SETTLES_MILLIS = 1000;
    private static final long LOG_EVERY_MILLIS = 60_000;

    /** Payload MiB per second. */
    public double mibPerSecond() {
        return bytes / (double) (1 << 20) / seconds;
    }

    /** CPU seconds of the relay per GiB of payload. */
    public double cpuPerGib() {
        return cpuSeconds / (bytes / (double) (1 << 30));
    }

    /** Carries {@code volume}, and takes the steps of each round every {@code everyMillis}, each round by its own operator. */
    public static Run of(
            SwapNetwork relay, Load.Volume volume, Duration time, List<List<Step>> rounds, long everyMillis) {
        Duration limit = time.plusSeconds(120);
        try (Load load = Load.throughMiddle(relay, volume, limit)) {
            Pause.millis(SETTLES_MILLIS);
            SwapHistory history = new SwapHistory(relay.shell());
            CpuMeter cpu = new CpuMeter(relay.relay().pid());
            Gaps.reset(relay.shell());
            long bytes = load.bytes();
            double used = cpu.seconds();
            long started = System.nanoTime();
            List<Swapper> swappers = start(relay, rounds, everyMillis);
            watch(history, started + time.toNanos(), !rounds.isEmpty());
            bytes = load.bytes() - bytes;
            double seconds = (System.nanoTime() - started) / 1e9;
            used = cpu.seconds() - used;
            Gaps gaps = Gaps.read(relay.shell());
            List<Swapper.Done> done = swappers.stream().map(Swapper::stop).toList();
            history.read();
            return new Run(
                    seconds,
                    bytes,
                    used,
                    gaps,
                    load.finish(),
                    done.stream().mapToInt(Swapper.Done::choices).sum(),
                    done.stream().mapToInt(Swapper.Done::bundles).sum(),
                    done.stream().flatMap(each -> each.failures().stream()).toList(),
                    history.swaps());
        }
    }

    /** The second operator comes half an interval after the first, and so on. */
    private static List<Swapper> start(SwapNetwork relay, List<List<Step>> rounds, long everyMillis) {
        List<Swapper> swappers = new ArrayList<>();
        for (List<Step> round : rounds) {
            swappers.add(new Swapper("" + swappers.size(), relay.shell(), round, everyMillis));
            Pause.millis(everyMillis / rounds.size());
        }
        return swappers;
    }

    private static void watch(SwapHistory history, long end, boolean read) {
        while (System.nanoTime() - end < 0) {
            Pause.millis(Math.min(LOG_EVERY_MILLIS, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            if (read && System.nanoTime() - end < 0) {
                history.read();
            }
        }
    }
}
