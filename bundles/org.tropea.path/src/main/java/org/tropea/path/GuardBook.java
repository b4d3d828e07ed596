package org.tropea.path;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tropea.net.directory.Node;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;

/**
 * Which guard a circuit takes, and what its outcome says about it (guard-spec 4.5 to 4.9). Guarded by the chooser's lock;
 * times in milliseconds since 1970.
 */
final class GuardBook {
    /** What a circuit that is not used yet asked of its guard. */
    private static final class Open {
        final Predicate<Node> restriction;
        long completeSince;

        Open(Predicate<Node> restriction) {
            this.restriction = restriction;
        }
    }

    private final GuardSample sample;
    private final RandomGenerator random;
    private final Map<GuardUse, Open> open = new WeakHashMap<>();
    private GuardParams params;
    private long lastOnInternet;

    GuardBook(GuardSample sample, RandomGenerator random) {
        this.sample = sample;
        this.random = random;
    }

    GuardSample sample() {
        return sample;
    }

    void params(GuardParams present) {
        params = present;
    }

    // ---- choosing (guard-spec 4.6) --------------------------------------------------------------------------------

    /**
     * A guard that fits {@code restriction}; {@code directory}: for one hop, so that it needs no microdescriptor. Null
     * when no sampled guard fits at all.
     */
    GuardUse choose(Predicate<Node> restriction, boolean directory, long now) {
        GuardUse chosen = chooseOnce(restriction, directory, now);
        if (chosen == null) {
            sample.sampled.forEach(guard -> guard.reachable = reconsidered(guard.reachable));
            chosen = chooseOnce(restriction, directory, now);
        }
        return chosen;
    }

    private static Guard.Reachable reconsidered(Guard.Reachable reachable) {
        return reachable == Guard.Reachable.NO ? Guard.Reachable.MAYBE : reachable;
    }

    private GuardUse chooseOnce(Predicate<Node> restriction, boolean directory, long now) {
        sample.sampled.forEach(guard -> RetrySchedule.consider(guard, sample.primary.contains(guard), now));
        Predicate<Guard> fits =
                guard -> guard.usable() && (directory || guard.node.isComplete()) && restriction.test(guard.node);
        Guard guard = primary(fits, directory ? params.directoriesToUse() : params.primariesToUse());
        if (guard != null) {
            return use(guard, true, restriction, now);
        }
        guard = other(fits);
        return guard == null ? null : use(guard, false, restriction, now);
    }

    /**
     * The first confirmed guard through which no circuit is being built, else the first sampled one; only when circuits are
     * being built through all of them, the first at all: one that hangs must not take every circuit.
     */
    private Guard other(Predicate<Guard> fits) {
        Predicate<Guard> others = guard -> !sample.primary.contains(guard) && fits.test(guard);
        Predicate<Guard> free = guard -> !guard.pending && others.test(guard);
        return Stream.of(
                        sample.confirmed.stream().filter(free),
                        sample.sampled.stream().filter(free),
                        sample.confirmed.stream().filter(others),
                        sample.sampled.stream().filter(others))
                .flatMap(guards -> guards)
                .findFirst()
                .orElse(null);
    }

    private Guard primary(Predicate<Guard> fits, int most) {
        List<Guard> usable = sample.primary.stream().filter(fits).limit(most).toList();
        return usable.isEmpty() ? null : usable.get(random.nextInt(usable.size()));
    }

    private GuardUse use(Guard guard, boolean onCompletion, Predicate<Node> restriction, long now) {
        guard.lastTried = now;
        guard.pending |= !onCompletion;
        GuardUse use = new GuardUse(guard.fingerprint, onCompletion, now);
        open.put(use, new Open(restriction));
        return use;
    }

    /** The best primary guards of which circuits cannot be built as their microdescriptors are missing (4.12). */
    List<Guard> incomplete() {
        return sample.primary.stream()
                .filter(Guard::usable)
                .limit(params.primariesToUse())
                .filter(guard -> !guard.node.isComplete())
                .toList();
    }

    // ---- outcomes (guard-spec 4.7 to 4.9) -------------------------------------------------------------------------

    void failed(GuardUse use, long now) {
        open.remove(use);
        Guard guard = sample.find(use.guard());
        if (guard != null) {
            guard.reachable = Guard.Reachable.NO;
            guard.failingSince = guard.failingSince == 0 ? now : guard.failingSince;
            guard.pending = false;
        }
    }

    void cancelled(GuardUse use) {
        open.remove(use);
        Guard guard = sample.find(use.guard());
        if (guard != null && !use.onCompletion()) {
            guard.pending = false;
        }
    }

    GuardVerdict built(GuardUse use, long now) {
        Guard guard = sample.find(use.guard());
        boolean wasDown = now - lastOnInternet > params.internetDown();
        lastOnInternet = now;
        if (guard == null) {
            open.remove(use);
            return GuardVerdict.DROP;
        }
        boolean wasPrimary = sample.primary.contains(guard);
        guard.reachable = Guard.Reachable.YES;
        guard.failingSince = 0;
        guard.pending = false;
        sample.confirm(guard, params, now);
        if (use.onCompletion() || wasPrimary) {
            open.remove(use);
            return GuardVerdict.USE;
        }
        if (wasDown) {
            sample.primary.forEach(one -> one.reachable = reconsidered(one.reachable));
        }
        open.computeIfAbsent(use, any -> new Open(node -> true)).completeSince = now;
        return waiting(use, now);
    }

    GuardVerdict waiting(GuardUse use, long now) {
        Guard guard = sample.find(use.guard());
        Open circuit = open.get(use);
        if (guard == null || circuit == null || now - circuit.completeSince > params.idleTimeout()) {
            open.remove(use);
            return GuardVerdict.DROP;
        }
        if (mayTry(circuit, guard) || isBlocked(use, circuit, guard, now)) {
            return GuardVerdict.WAIT;
        }
        open.remove(use);
        return GuardVerdict.USE;
    }

    /** Whether a primary guard that would do may be reachable. */
    private boolean mayTry(Open circuit, Guard guard) {
        return sample.primary.stream()
                .anyMatch(one -> one != guard && one.usable() && circuit.restriction.test(one.node));
    }

    /** Whether a better guard works, or a circuit by one is young and may become complete. */
    private boolean isBlocked(GuardUse use, Open circuit, Guard guard, long now) {
        int rank = sample.rank(guard);
        for (Guard other : sample.sampled) {
            if (other.reachable == Guard.Reachable.YES && isBetter(other, rank, circuit)) {
                return true;
            }
        }
        for (Map.Entry<GuardUse, Open> entry : open.entrySet()) {
            Guard other = sample.find(entry.getKey().guard());
            boolean young = now - entry.getKey().since() <= params.connectTimeout();
            if (entry.getKey() != use && young && other != null && isBetter(other, rank, circuit)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBetter(Guard other, int rank, Open circuit) {
        return other.usable() && sample.rank(other) < rank && circuit.restriction.test(other.node);
    }
}
