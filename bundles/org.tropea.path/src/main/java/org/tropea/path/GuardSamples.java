package org.tropea.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;

/**
 * The samples by the name of their selection (guard-spec 2): {@code default}, and {@code restricted} while options leave so
 * few guards that the default sample would not serve. Lines of other selections are kept. Guarded by the chooser's lock.
 */
final class GuardSamples {
    static final String DEFAULT = "default";
    static final String RESTRICTED = "restricted";
    /** How much above the border one must be to go back, so that a guard more or less does not switch. */
    private static final double MARGIN = 1.05;

    private final RandomGenerator random;
    private final Map<String, GuardBook> books = new LinkedHashMap<>();
    private final List<String> foreign = new ArrayList<>();
    private String present = DEFAULT;

    GuardSamples(RandomGenerator random, SavedState saved) {
        this.random = random;
        Map<String, List<GuardLine.Read>> bySelection = new LinkedHashMap<>();
        for (String line : saved.guards()) {
            GuardLine.Read read = GuardLine.parse(line);
            if (read == null
                    || !read.selection().equals(DEFAULT) && !read.selection().equals(RESTRICTED)) {
                foreign.add(line);
            } else {
                bySelection
                        .computeIfAbsent(read.selection(), any -> new ArrayList<>())
                        .add(read);
            }
        }
        bySelection.forEach((name, lines) -> book(name).sample().load(lines));
    }

    /** The selection that serves for this view and these options. */
    GuardBook book(NetworkView view, GuardParams params, PathOptions options) {
        List<Node> possible =
                view.nodes().stream().filter(GuardSample::isPossible).toList();
        if (!possible.isEmpty()) {
            double part = possible.stream().filter(options::allowsEntry).count() / (double) possible.size();
            double border = params.meaningfulRestriction() * (present.equals(RESTRICTED) ? MARGIN : 1);
            present = part < border ? RESTRICTED : DEFAULT;
        }
        return book(present);
    }

    private GuardBook book(String name) {
        return books.computeIfAbsent(name, any -> new GuardBook(new GuardSample(name, random), random));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(foreign);
        books.values().forEach(book -> lines.addAll(book.sample().lines()));
        return lines;
    }

    boolean takeChanged() {
        boolean changed = false;
        for (GuardBook book : books.values()) {
            changed |= book.sample().takeChanged();
        }
        return changed;
    }
}
