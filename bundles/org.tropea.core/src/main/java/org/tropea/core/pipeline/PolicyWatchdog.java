package org.tropea.core.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.tropea.core.slot.CallJudge;
import org.tropea.core.slot.PolicyCalls;
import org.tropea.core.slot.RouterLoops;

/**
 * Looks at the calls into policies of one router's loops every 25 ms, on a thread of its own, from {@link #start} to
 * {@link #stop}. Verdicts reach the loops through their records of calls; a call that does not come back is reported with
 * the loop's stack.
 */
final class PolicyWatchdog implements Runnable {
    private static final long WORKING = CallJudge.INTERVAL / 3;

    private final RouterLoops loops;
    private final Consumer<String> report;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Watched> watched = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** Over the calls of each of {@code loops} into schedulers and circuitmux policies, by index; not started. */
    PolicyWatchdog(
            String router,
            RouterLoops loops,
            List<PolicyCalls> schedulers,
            List<PolicyCalls> muxes,
            Consumer<String> report) {
        this.loops = loops;
        this.report = report;
        for (int i = 0; i < schedulers.size(); i++) {
            watched.add(new Watched(i, new CallJudge(schedulers.get(i)), new CallJudge(muxes.get(i))));
        }
        thread = new Thread(this, "tropea-watchdog-" + router);
        thread.setDaemon(true);
    }

    /** The two kinds of call in one loop; the circuitmux's may be under way within the scheduler's. */
    private static final class Watched {
        private final int loop;
        private final CallJudge scheduler;
        private final CallJudge mux;
        private long cpu;

        Watched(int loop, CallJudge scheduler, CallJudge mux) {
            this.loop = loop;
            this.scheduler = scheduler;
            this.mux = mux;
        }
    }

    void start() {
        thread.start();
    }

    /** Ends it; does not wait. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(CallJudge.INTERVAL);
            watched.forEach(this::look);
        }
    }

    private void look(Watched each) {
        Thread loop = loops.thread(each.loop);
        if (loop == null) {
            return;
        }
        long now = System.nanoTime();
        boolean working = works(each, loop);
        boolean inner = each.mux.look(now, working, false);
        boolean outer = each.scheduler.look(now, working, each.mux.sees());
        if (inner || outer) {
            String who = inner ? each.mux.report() : each.scheduler.report();
            report.accept(who + "; loop " + each.loop + " is here:" + RouterLoops.stack(loop));
        }
    }

    /**
     * Whether the thread used the processor since the last look, or waits of its own will; not when others use the
     * processor or hold a lock.
     */
    private boolean works(Watched each, Thread loop) {
        long before = each.cpu;
        each.cpu = threads.getThreadCpuTime(loop.getId());
        Thread.State state = loop.getState();
        boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        return waits || each.cpu < 0 || each.cpu - before > WORKING;
    }
}
