package org.tropea.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.directory.Position;

/**
 * The sampled guards of one selection, in the order in which they were sampled, those that were used, and the primary ones
 * (guard-spec 4.1 to 4.4). Guarded by the chooser's lock.
 */
final class GuardSample {
    private static final String SAMPLED_BY = "Tropea-0.1.0";

    final String name;
    final List<Guard> sampled = new ArrayList<>();
    final List<Guard> confirmed = new ArrayList<>();
    final List<Guard> primary = new ArrayList<>();
    private final RandomGenerator random;
    private boolean changed;

    GuardSample(String name, RandomGenerator random) {
        this.name = name;
        this.random = random;
    }

    // ---- from and to the state file -------------------------------------------------------------------------------

    void load(List<GuardLine.Read> lines) {
        lines.forEach(line -> sampled.add(line.guard()));
        lines.stream()
                .filter(line -> line.confirmedIndex() >= 0)
                .sorted(Comparator.comparingInt(GuardLine.Read::confirmedIndex))
                .forEach(line -> confirmed.add(line.guard()));
    }

    List<String> lines() {
        return sampled.stream()
                .map(guard -> GuardLine.print(guard, name, confirmed.indexOf(guard)))
                .toList();
    }

    /** Whether something changed that is kept on disk, since this was asked last. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    // ---- a new view or new options (guard-spec 4.10) --------------------------------------------------------------

    /**
     * Looks at every guard again.
     *
     * @param restricted whether only relays that are allowed are sampled
     * @param other which relays are not this router itself
     * @param allowed which relays the options allow as first hops
     */
    void update(
            NetworkView view,
            GuardParams params,
            boolean restricted,
            Predicate<Node> other,
            Predicate<Node> allowed,
            long now) {
        List<Node> possible = view.nodes().stream()
                .filter(GuardSample::isPossible)
                .filter(other)
                .filter(node -> !restricted || allowed.test(node))
                .toList();
        sampled.forEach(guard -> look(guard, view, allowed, now));
        expire(params, now);
        expand(possible, view, params, allowed, now);
        choosePrimaries(params);
    }

    /** What a relay needs to be sampled. */
    static boolean isPossible(Node node) {
        return node.has(NodeFlag.GUARD)
                && node.has(NodeFlag.V2DIR)
                && node.has(NodeFlag.FAST)
                && node.has(NodeFlag.STABLE)
                && !node.has(NodeFlag.MIDDLEONLY)
                && node.isUsable();
    }

    private void look(Guard guard, NetworkView view, Predicate<Node> allowed, long now) {
        Node node = view.byRsaId(HexFormat.of().parseHex(guard.fingerprint));
        guard.node = node != null && isPossible(node) ? node : null;
        if (guard.listed() != (guard.node != null)) {
            guard.unlistedSince = guard.node == null ? now : 0;
            changed = true;
        }
        if (guard.node != null) {
            guard.nickname = guard.node.nickname();
        }
        guard.filtered = guard.node != null && allowed.test(guard.node);
    }

    private void expire(GuardParams params, long now) {
        boolean removed = sampled.removeIf(guard -> isExpired(guard, params, now));
        confirmed.retainAll(sampled);
        primary.retainAll(sampled);
        changed |= removed;
    }

    private static boolean isExpired(Guard guard, GuardParams params, long now) {
        if (!guard.listed() && guard.unlistedSince < now - params.removeUnlistedAfter()) {
            return true;
        }
        boolean old = guard.sampledOn < now - params.lifetime();
        return old && (!guard.confirmed() || guard.confirmedOn < now - params.confirmedLifetime());
    }

    /** Samples until enough can be used, or the sample is as large as it may be (guard-spec 4.2). */
    private void expand(List<Node> possible, NetworkView view, GuardParams params, Predicate<Node> allowed, long now) {
        List<Node> left = new ArrayList<>(possible);
        left.removeIf(node -> sampled.stream().anyMatch(guard -> guard.fingerprint.equals(node.fingerprint())));
        int limit = params.sampleLimit(possible.size());
        while (!left.isEmpty() && sampled.size() < limit && usableCount() < params.minFiltered()) {
            Node node = WeightedChoice.of(left, view, Position.GUARD, random);
            left.remove(node);
            sampled.add(sample(node, params, allowed, now));
            changed = true;
        }
    }

    private long usableCount() {
        return sampled.stream().filter(Guard::usable).count();
    }

    private Guard sample(Node node, GuardParams params, Predicate<Node> allowed, long now) {
        Guard guard = new Guard(node.fingerprint());
        guard.nickname = node.nickname();
        guard.node = node;
        guard.sampledBy = SAMPLED_BY;
        guard.sampledOn = someTimeAgo(params, now);
        guard.filtered = allowed.test(node);
        return guard;
    }

    /** Up to a tenth of a guard's lifetime ago, so that the disk does not tell when this was (guard-spec A.2). */
    private long someTimeAgo(GuardParams params, long now) {
        long millis = now - random.nextLong(Math.max(1, params.lifetime() / 10));
        return millis / 1000 * 1000;
    }

    /** Confirmed ones first, then those that are primary already, then in the order of the sample (guard-spec 4.4). */
    private void choosePrimaries(GuardParams params) {
        List<Guard> before = List.copyOf(primary);
        primary.clear();
        for (List<Guard> source : List.of(confirmed, before, sampled)) {
            for (Guard guard : source) {
                if (primary.size() < params.primaries() && guard.filtered && !primary.contains(guard)) {
                    primary.add(guard);
                }
            }
        }
    }

    // ---- as circuits go -------------------------------------------------------------------------------------------

    /** A circuit through it is complete: it is one of those to come back to. */
    void confirm(Guard guard, GuardParams params, long now) {
        if (!guard.confirmed()) {
            guard.confirmedOn = someTimeAgo(params, now);
            confirmed.add(guard);
            changed = true;
            choosePrimaries(params);
        }
    }

    Guard find(String fingerprint) {
        return sampled.stream()
                .filter(guard -> guard.fingerprint.equals(fingerprint))
                .findFirst()
                .orElse(null);
    }

    /** A number that is lower the better the guard is (guard-spec 4.3). */
    int rank(Guard guard) {
        int place = confirmed.indexOf(guard);
        return place >= 0 ? place : confirmed.size() + sampled.indexOf(guard);
    }
}
