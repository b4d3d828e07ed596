package org.tropea.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.option.Options;
import org.tropea.net.path.BuildTimes;

/**
 * The last thousand build times and the time-outs learnt from them (path-spec 2.4). Any thread: one call at a time.
 * Milliseconds.
 */
final class CircuitTimes implements BuildTimes {
    private static final int KEPT = 1000;
    private static final int BIN = 10;
    private static final int SAVE_EVERY = 10;
    private static final int RECENT_MOST = 1000;
    /** Time-outs after which, with no sign of the network in between, more of them say nothing. */
    private static final int SILENT_TIMEOUTS = 3;
    /** Far above anything sensible; keeps doubling from running over. */
    private static final long TIMEOUT_MOST = Integer.MAX_VALUE / 4;

    private final Supplier<NetworkView> views;
    private final Supplier<Options> options;
    private final int[] times = new int[KEPT];
    private final boolean[] recent = new boolean[RECENT_MOST];
    private int count;
    private int next;
    private int recentCount;
    private int recentNext;
    private int silent;
    private int unsaved;
    private boolean changed;
    /** 0 until something is learnt: the initial ones hold. */
    private long timeout;

    private long close;

    CircuitTimes(Supplier<NetworkView> views, Supplier<Options> options, RandomGenerator random, SavedState saved) {
        this.views = views;
        this.options = options;
        load(saved.bins(), random);
    }

    // ---- from and to the state file -------------------------------------------------------------------------------

    /** In random order, so that old ones are not pushed out first by value (path-spec 2.4.2). */
    private void load(List<String> bins, RandomGenerator random) {
        List<Integer> all = new ArrayList<>();
        for (String bin : bins) {
            String[] words = bin.strip().split("\\s+");
            if (words.length == 2 && words[0].matches("\\d{1,8}") && words[1].matches("\\d{1,4}")) {
                for (int i = Integer.parseInt(words[1]); i > 0; i--) {
                    all.add(Integer.parseInt(words[0]));
                }
            }
        }
        while (!all.isEmpty()) {
            int index = random.nextInt(all.size());
            add(all.get(index));
            all.set(index, all.get(all.size() - 1));
            all.remove(all.size() - 1);
        }
        learn();
    }

    synchronized List<String> bins() {
        List<String> lines = new ArrayList<>();
        histogram().forEach((middle, number) -> lines.add(middle + " " + number));
        return lines;
    }

    synchronized boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    // ---- what is learnt -------------------------------------------------------------------------------------------

    @Override
    public synchronized void built(long millis) {
        networkLive();
        if (!isEnabled() || millis < 0 || millis > Integer.MAX_VALUE) {
            return;
        }
        add((int) millis);
        if (millis <= timeoutMillis()) {
            outcome(false);
        }
        unsaved++;
        if (unsaved >= SAVE_EVERY) {
            unsaved = 0;
            changed = true;
        }
        learn();
    }

    @Override
    public synchronized void timedOut(boolean begun) {
        silent++;
        if (!isEnabled() || !begun || silent > SILENT_TIMEOUTS) {
            return;
        }
        outcome(true);
        if (timeouts() > param("cbtmaxtimeouts", recentLimit() * 9 / 10, 3, 10_000) - 1) {
            startAnew();
        }
    }

    @Override
    public synchronized void networkLive() {
        silent = 0;
    }

    /** The network is another one now: nothing of what is known holds (path-spec 2.4.5). */
    private void startAnew() {
        long before = timeoutMillis();
        long first = initial();
        count = 0;
        next = 0;
        recentCount = 0;
        timeout = before >= first ? Math.min(TIMEOUT_MOST, before * 2) : first;
        close = Math.max(timeout, before >= first ? Math.min(TIMEOUT_MOST, close * 2) : first);
        changed = true;
    }

    private void add(int millis) {
        times[next] = millis;
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    private void outcome(boolean late) {
        int limit = recentLimit();
        recentNext %= limit;
        recent[recentNext] = late;
        recentNext = (recentNext + 1) % limit;
        recentCount = Math.min(limit, recentCount + 1);
    }

    private int timeouts() {
        int late = 0;
        for (int i = 0; i < recentCount; i++) {
            late += recent[i] ? 1 : 0;
        }
        return late;
    }

    private int recentLimit() {
        return param("cbtrecentcount", 20, 3, RECENT_MOST);
    }

    /** A close time-out is at least the initial time-out (path-spec 2.4.3). */
    private void learn() {
        if (!isEnabled() || count < wanted()) {
            return;
        }
        Pareto fit = Pareto.fit(times, count, histogram(), param("cbtnummodes", 10, 1, 20));
        int longest = 0;
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, times[i]);
        }
        double quantile = param("cbtquantile", 80, 10, 99) / 100.0;
        double closeQuantile = param("cbtclosequantile", 99, 10, 99) / 100.0;
        long least = param("cbtmintimeout", BIN, BIN, Integer.MAX_VALUE);
        timeout = Math.max(least, Math.min(longest, Math.round(fit.quantile(quantile))));
        long closing = Math.min(2L * longest, Math.round(fit.quantile(closeQuantile)));
        close = Math.max(Math.max(timeout, closing), param("cbtinitialtimeout", 60_000, BIN, Integer.MAX_VALUE));
    }

    private Map<Integer, Integer> histogram() {
        Map<Integer, Integer> bins = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            bins.merge(times[i] / BIN * BIN + BIN / 2, 1, Integer::sum);
        }
        return bins;
    }

    // ---- what follows from it -------------------------------------------------------------------------------------

    @Override
    public synchronized long timeoutMillis() {
        return isEnabled() && timeout > 0 ? timeout : initial();
    }

    @Override
    public synchronized long closeMillis() {
        return isEnabled() && close > 0 ? close : initial();
    }

    @Override
    public synchronized boolean isLearning() {
        return isEnabled() && count < wanted();
    }

    @Override
    public synchronized int known() {
        return count;
    }

    private int wanted() {
        return param("cbtmincircs", 100, 1, 10_000);
    }

    private boolean isEnabled() {
        return options.get().flag("LearnCircuitBuildTimeout") && param("cbtdisabled", 0, 0, 1) == 0;
    }

    private long initial() {
        long set = options.get().intervalMillis("CircuitBuildTimeout");
        return set > 0 ? set : param("cbtinitialtimeout", 60_000, BIN, Integer.MAX_VALUE);
    }

    private int param(String name, int otherwise, int least, int most) {
        return views.get().param(name, otherwise, least, most);
    }
}
