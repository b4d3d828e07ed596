package org.tropea.itests.swap.swapper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tropea.itests.swap.relay.Script;
import org.tropea.itests.swap.relay.Shell;

/**
 * Takes the steps of a round again and again, one each interval, on a thread of its own, until {@link #stop}; then it ends
 * the round it is in, so that the relay is as before. The steps are lines of one script: one that takes longer than the
 * interval is followed by the next one at once, and the first that fails is the last.
 */
public final class Swapper {
    private final Shell shell;
    private final List<Step> round;
    private final long interval;
    private final List<String> failures = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;
    private int choices;
    private int bundles;
    private double seconds;

    /** What it did until it was told to stop, and the commands that failed. */
    public record Done(int choices, int bundles, double seconds, List<String> failures) {
        /** Steps in all. */
        public int steps() {
            return choices + bundles;
        }
    }

    /** Starts. */
    public Swapper(String name, Shell shell, List<Step> round, long intervalMillis) {
        this.shell = shell;
        this.round = round;
        this.interval = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.thread = new Thread(this::run, "swapper-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (Script script = shell.script()) {
            take(script);
        } catch (RuntimeException failure) {
            failures.add(failure.getMessage());
        }
    }

    private void take(Script script) {
        long started = System.nanoTime();
        int next = 0;
        while (!stopping) {
            Step step = round.get(next % round.size());
            script.line(step.command());
            count(step);
            next++;
            pause(started + next * interval - System.nanoTime());
        }
        seconds = (System.nanoTime() - started) / 1e9;
        for (; next % round.size() != 0; next++) {
            script.line(round.get(next % round.size()).command());
        }
    }

    private void count(Step step) {
        if (step.byBundle()) {
            bundles++;
        } else {
            choices++;
        }
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Stops it and waits for the end of its round. */
    public Done stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Done(choices, bundles, seconds, List.copyOf(failures));
    }
}
