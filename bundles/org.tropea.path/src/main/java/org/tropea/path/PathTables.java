package org.tropea.path;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.directory.Position;

/**
 * Which relays one view and one set of options let stand at each place of a path. A table is made when it is first asked
 * for. Under the chooser's lock.
 */
final class PathTables {
    /** The places that have tables of their own. */
    enum Place {
        /** First hop where guards are not used. */
        ENTRY(Position.GUARD),
        /** Between first and last. */
        MIDDLE(Position.MIDDLE),
        /** Last hop of a circuit whose streams leave the network. */
        EXIT(Position.EXIT),
        /** Last hop of any other circuit. */
        INSIDE(Position.MIDDLE),
        /** The only hop, for directory requests. */
        DIRECTORY(Position.DIRECTORY);

        private final Position position;

        Place(Position position) {
            this.position = position;
        }
    }

    private final NetworkView view;
    private final PathOptions options;
    private final Map<Place, NodeTable> tables = new EnumMap<>(Place.class);

    PathTables(NetworkView view, PathOptions options) {
        this.view = view;
        this.options = options;
    }

    /** Those that may stand at {@code place}. */
    NodeTable at(Place place) {
        return tables.computeIfAbsent(place, made -> new NodeTable(view, made.position, allowed(made)));
    }

    private Predicate<Node> allowed(Place place) {
        Predicate<Node> hop = node -> node.isUsable() && node.isComplete();
        return switch (place) {
            case ENTRY -> hop.and(PathTables::enters).and(options::allowsEntry);
            case MIDDLE -> hop.and(options::allowsMiddle);
            case EXIT -> hop.and(this::letsOut);
            case INSIDE -> hop.and(node -> !options.excludes(node));
            case DIRECTORY ->
                node -> node.isUsable() && !options.addresses(node).isEmpty() && node.has(NodeFlag.V2DIR);
        };
    }

    private static boolean enters(Node node) {
        return node.has(NodeFlag.GUARD) && !node.has(NodeFlag.MIDDLEONLY);
    }

    private boolean letsOut(Node node) {
        return options.allowsExit(node)
                && !node.has(NodeFlag.BADEXIT)
                && !node.has(NodeFlag.MIDDLEONLY)
                && !(node.exits().rejectsAll() && node.exits6().rejectsAll());
    }
}
