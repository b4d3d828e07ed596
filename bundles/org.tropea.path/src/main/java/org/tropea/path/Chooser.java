package org.tropea.path;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.option.Options;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.GuardStatus;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathChooser;
import org.tropea.net.path.PathRequest;

/**
 * One router's paths and guards: whatever it is asked it first looks whether view or options changed. Any thread: one call
 * at a time.
 */
final class Chooser implements PathChooser {
    private static final int PERCENT_DEFAULT = 60;

    private final Supplier<NetworkView> views;
    private final Supplier<Options> optionSource;
    private final LongSupplier clock;
    private final RandomGenerator random;
    private final Predicate<Node> other;
    private final GuardSamples samples;
    private final CircuitTimes times;

    private NetworkView view;
    private Options seenOptions;
    private PathOptions options;
    private PathTables tables;
    private double fraction;
    private GuardBook guards;
    private long looked;

    /**
     * A chooser.
     *
     * @param clock milliseconds since 1970
     * @param other which relays are not this router itself
     * @param saved the lines of its state file
     */
    Chooser(
            Supplier<NetworkView> views,
            Supplier<Options> options,
            LongSupplier clock,
            RandomGenerator random,
            Predicate<Node> other,
            SavedState saved) {
        this.views = views;
        this.optionSource = options;
        this.clock = clock;
        this.random = random;
        this.other = other;
        this.samples = new GuardSamples(random, saved);
        this.times = new CircuitTimes(views, options, random, saved);
    }

    /** Guards come and go by time too, so this looks once a minute also when nothing was published. */
    private void look() {
        NetworkView presentView = views.get();
        Options presentOptions = optionSource.get();
        long now = clock.getAsLong();
        if (presentView == view && presentOptions == seenOptions && now - looked < 60_000) {
            return;
        }
        if (presentOptions != seenOptions) {
            options = new PathOptions(presentOptions);
        }
        if (presentView != view) {
            fraction = presentView.pathFraction();
        }
        if (presentView != view || presentOptions != seenOptions) {
            tables = new PathTables(presentView, options);
        }
        view = presentView;
        seenOptions = presentOptions;
        looked = now;
        GuardParams params = GuardParams.of(view, presentOptions);
        guards = samples.book(view, params, options);
        guards.params(params);
        if (view.isKnown()) {
            boolean restricted = guards.sample().name.equals(GuardSamples.RESTRICTED);
            Predicate<Node> allowed = other.and(options::allowsEntry);
            guards.sample().update(view, params, restricted, other, allowed, now);
        }
    }

    @Override
    public synchronized PathChoice choose(PathRequest request) throws NoPath {
        look();
        if (!view.isKnown()) {
            throw new NoPath("there is no consensus yet");
        }
        if (request.purpose() != PathRequest.Purpose.DIRECTORY) {
            checkView();
        }
        return new PathSelection(tables, options, guards, random, other, clock.getAsLong()).choose(request);
    }

    private void checkView() throws NoPath {
        if (!view.isReasonablyLive(Instant.ofEpochMilli(clock.getAsLong()))) {
            throw new NoPath("the consensus of " + view.validAfter() + " holds no more, or not yet");
        }
        double set = options.options().decimal("PathsNeededToBuildCircuits");
        double needed = set >= 0
                ? Math.max(0.25, Math.min(0.95, set))
                : view.param("min_paths_for_circs_pct", PERCENT_DEFAULT, 25, 95) / 100.0;
        if (fraction < needed) {
            throw new NoPath(String.format(
                    Locale.ROOT,
                    "microdescriptors for %.0f%% of all paths are known, %.0f%% are needed",
                    Math.floor(fraction * 100),
                    needed * 100));
        }
    }

    @Override
    public synchronized GuardVerdict built(GuardUse use) {
        look();
        times.networkLive();
        return guards.built(use, clock.getAsLong());
    }

    @Override
    public synchronized GuardVerdict waiting(GuardUse use) {
        look();
        return guards.waiting(use, clock.getAsLong());
    }

    @Override
    public synchronized void failed(GuardUse use) {
        look();
        guards.failed(use, clock.getAsLong());
    }

    @Override
    public synchronized void cancelled(GuardUse use) {
        look();
        guards.cancelled(use);
    }

    @Override
    public BuildTimes buildTimes() {
        return times;
    }

    @Override
    public synchronized List<GuardStatus> guards() {
        look();
        GuardSample sample = guards.sample();
        List<Guard> all = new ArrayList<>(sample.primary);
        sample.confirmed.stream().filter(guard -> !all.contains(guard)).forEach(all::add);
        sample.sampled.stream().filter(guard -> !all.contains(guard)).forEach(all::add);
        return all.stream().map(guard -> status(guard, sample)).toList();
    }

    private static GuardStatus status(Guard guard, GuardSample sample) {
        return new GuardStatus(
                guard.fingerprint,
                guard.nickname,
                sample.primary.indexOf(guard),
                sample.confirmed.indexOf(guard),
                guard.filtered,
                guard.reachable.name().toLowerCase(Locale.ROOT),
                Instant.ofEpochMilli(guard.sampledOn));
    }

    /** What is to be written to disk, or null when nothing changed since this was asked last. */
    synchronized SavedState takeChanges() {
        boolean changed = samples.takeChanged();
        return changed | times.takeChanged() ? new SavedState(samples.lines(), times.bins()) : null;
    }
}
