package org.tropea.path;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathRequest;
import org.tropea.path.PathTables.Place;

/**
 * Chooses one path (path-spec 2.2): the last hop first, then the guard, then the middle. Made for one call, under the
 * chooser's lock.
 */
final class PathSelection {
    private final PathTables tables;
    private final PathOptions options;
    private final GuardBook guards;
    private final RandomGenerator random;
    private final Predicate<Node> other;
    private final long now;

    /** {@code other}: which relays are not this router itself. */
    PathSelection(
            PathTables tables,
            PathOptions options,
            GuardBook guards,
            RandomGenerator random,
            Predicate<Node> other,
            long now) {
        this.tables = tables;
        this.options = options;
        this.guards = guards;
        this.random = random;
        this.other = other;
        this.now = now;
    }

    PathChoice choose(PathRequest request) throws NoPath {
        return request.purpose() == PathRequest.Purpose.DIRECTORY ? oneHop(request) : threeHops(request);
    }

    // ---- one hop --------------------------------------------------------------------------------------------------

    private PathChoice oneHop(PathRequest request) throws NoPath {
        Predicate<Node> fits = node ->
                node.has(NodeFlag.V2DIR) && other.test(node) && request.last().test(node);
        GuardUse use = options.usesGuards() ? guards.choose(fits, true, now) : null;
        if (use != null) {
            return choice(List.of(node(use)), use);
        }
        Node node = draw(Place.DIRECTORY, fits.and(one -> !options.excludes(one)));
        if (node == null && !options.isStrict()) {
            node = draw(Place.DIRECTORY, fits);
        }
        if (node == null) {
            throw new NoPath("no relay that answers directory requests fits the options");
        }
        return choice(List.of(node), null);
    }

    // ---- three hops -----------------------------------------------------------------------------------------------

    private PathChoice threeHops(PathRequest request) throws NoPath {
        List<Guard> incomplete = options.usesGuards() ? guards.incomplete() : List.of();
        if (!incomplete.isEmpty()) {
            throw new NoPath("the microdescriptor of primary guard " + incomplete.get(0) + " is missing");
        }
        PathChoice choice = threeHops(request, request.fast(), request.stable());
        if (choice == null && (request.fast() || request.stable())) {
            choice = threeHops(request, false, false);
        }
        if (choice == null) {
            throw new NoPath(why(request));
        }
        return choice;
    }

    /** An exit for which there is neither guard nor middle, in a small network, is followed by another one. */
    private PathChoice threeHops(PathRequest request, boolean fast, boolean stable) {
        Predicate<Node> fits = node -> isHop(node, fast, stable);
        Set<Node> tried = new HashSet<>();
        while (true) {
            Predicate<Node> untried = node -> !tried.contains(node);
            Node last = draw(lastPlace(request), fits.and(request.last()).and(untried));
            if (last == null) {
                return null;
            }
            PathChoice choice = before(last, fits);
            if (choice != null) {
                return choice;
            }
            tried.add(last);
        }
    }

    private static Place lastPlace(PathRequest request) {
        return request.purpose() == PathRequest.Purpose.EXIT ? Place.EXIT : Place.INSIDE;
    }

    /** What the tables leave open. */
    private boolean isHop(Node node, boolean fast, boolean stable) {
        return (!fast || node.has(NodeFlag.FAST)) && (!stable || node.has(NodeFlag.STABLE)) && other.test(node);
    }

    /** The hops before the last one; null when there are none. */
    private PathChoice before(Node last, Predicate<Node> fits) {
        Predicate<Node> apart = node -> other.test(node) && !options.related(node, last);
        GuardUse use = null;
        Node first;
        if (options.usesGuards()) {
            use = guards.choose(apart.and(node -> middle(node, last, fits) != null), false, now);
            first = use == null ? null : node(use);
        } else {
            first = draw(Place.ENTRY, fits.and(apart));
        }
        Node middle = first == null ? null : middle(first, last, fits);
        return middle == null ? null : choice(List.of(first, middle, last), use);
    }

    private Node middle(Node first, Node last, Predicate<Node> fits) {
        return draw(
                Place.MIDDLE, node -> fits.test(node) && !options.related(node, first) && !options.related(node, last));
    }

    // ---- helpers --------------------------------------------------------------------------------------------------

    private Node draw(Place place, Predicate<Node> fits) {
        return tables.at(place).draw(fits, random);
    }

    private Node node(GuardUse use) {
        return guards.sample().find(use.guard()).node;
    }

    private PathChoice choice(List<Node> nodes, GuardUse use) {
        return new PathChoice(nodes, options.addresses(nodes.get(0)), use);
    }

    private String why(PathRequest request) {
        boolean exit = request.purpose() == PathRequest.Purpose.EXIT;
        Predicate<Node> fits = node -> isHop(node, false, false);
        long last = tables.at(lastPlace(request)).count(fits.and(request.last()));
        if (last == 0) {
            return exit
                    ? "no exit relay fits what is asked for and the options (ExitNodes, ExcludeNodes, ExcludeExitNodes)"
                    : "no relay fits as the last hop";
        }
        boolean guard = guards.sample().sampled.stream().anyMatch(one -> one.filtered);
        return guard || !options.usesGuards()
                ? "no guard and middle relay can be joined to any of " + last + " last hops"
                        + " (families, subnets, MiddleNodes, missing microdescriptors)"
                : "no relay with the flag Guard fits the options (EntryNodes, ExcludeNodes, ReachableAddresses)";
    }
}
