package org.tropea.router;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.RouterKeys;

/**
 * What a router does once a minute in a thread of its own: renews the keys that are due, and says every HeartbeatPeriod,
 * and at the end, what it has carried.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    private final RouterScope router;
    private final Pipeline pipeline;
    private final long started = System.nanoTime();
    private final Thread thread;

    Heartbeat(RouterScope router, Pipeline pipeline) {
        this.router = router;
        this.pipeline = pipeline;
        this.thread = new Thread(this::run, "tropea-heartbeat-" + router.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (long minutes = 1; ; minutes++) {
                TimeUnit.MILLISECONDS.sleep(MINUTE);
                minute(minutes);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be done after {@code minutes} whole minutes; nothing that goes wrong ends the thread. */
    void minute(long minutes) {
        try {
            router.part(RouterKeys.class).renew();
        } catch (KeyFault | RuntimeException fault) {
            LOG.error("Keys cannot be renewed: {}", fault.getMessage());
        }
        try {
            long period = router.options().intervalMillis("HeartbeatPeriod") / MINUTE;
            if (period > 0 && minutes % period == 0) {
                beat();
            }
        } catch (RuntimeException bug) {
            LOG.error("No heartbeat of router {}", router.name(), bug);
        }
    }

    void beat() {
        PipelineTotals totals = pipeline.totals();
        LOG.info(
                "Heartbeat: router {} up for {} s, {} circuits open. Cells relayed {}, delivered here {}, made here {}, "
                        + "dropped {}; circuits made {}, closed {}; {} MiB read, {} MiB written on OR connections.",
                router.name(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started),
                pipeline.circuits(),
                totals.cellsRelayed(),
                totals.cellsDelivered(),
                totals.cellsOriginated(),
                totals.droppedCells(),
                totals.circuitsBuilt(),
                totals.circuitsClosed(),
                mebibytes(totals.bytesRead()),
                mebibytes(totals.bytesWritten()));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
