package org.tropea.core.conn;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * Reports, once for each holding, every direction of one loop that is held for longer than its reason allows. It goes
 * round all of them in {@link #ROUND_SECONDS}, a part each second. Touched only by the loop.
 */
public class Watchdog implements Runnable {
    /** How long one round takes: a report comes at most so much too late. */
    static final int ROUND_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final Supplier<List<Watched>> all;
    private final Consumer<String> report;
    /** Those of this round; some may be gone by now. */
    private List<Watched> round = List.of();

    private int next;
    private int part;

    /** A watchdog that reports to the log; {@code all} is asked once for each round. */
    public Watchdog(EventLoop loop, Supplier<List<Watched>> all) {
        this(loop, all, LOG::warn);
    }

    Watchdog(EventLoop loop, Supplier<List<Watched>> all, Consumer<String> report) {
        this.loop = loop;
        this.all = all;
        this.report = report;
    }

    /** From now on it looks. */
    public void start() {
        loop.schedule(SECOND, this);
    }

    @Override
    public void run() {
        if (next >= round.size()) {
            round = all.get();
            next = 0;
            part = (round.size() + ROUND_SECONDS - 1) / ROUND_SECONDS;
        }
        for (int end = Math.min(round.size(), next + part); next < end; next++) {
            round.get(next).watch(this);
        }
        start();
    }

    /** Looks at one direction of {@code who}. */
    public void look(Object who, String direction, Suspension suspension) {
        long now = loop.now();
        Reason reason = suspension.overdue(now);
        if (reason != null) {
            report.accept(who + ": " + direction + " holds " + reason + " for more than " + reason.maximumSeconds()
                    + " s; " + reason.holder() + " waits until " + reason.liftedBy());
        }
    }
}
