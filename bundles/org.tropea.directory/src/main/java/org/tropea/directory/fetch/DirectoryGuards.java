package org.tropea.directory.fetch;

import java.util.HashMap;
import java.util.Map;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathChooser;
import org.tropea.net.path.PathRequest;
import org.tropea.net.path.Paths;

/**
 * The guards by which a client asks for directory documents once it has a consensus (guard-spec 2), so that few relays
 * learn that it is there; they are told how it went. On the conductor.
 */
public final class DirectoryGuards {
    private static final PathRequest REQUEST =
            new PathRequest(PathRequest.Purpose.DIRECTORY, node -> node.has(NodeFlag.V2DIR), false, false);

    private final Paths paths;
    private final Map<String, GuardUse> uses = new HashMap<>();

    /** The guards that {@code paths} chooses. */
    public DirectoryGuards(Paths paths) {
        this.paths = paths;
    }

    /** A guard to ask; null when nobody chooses guards, or there is none. */
    Mirror next() {
        try {
            PathChooser chooser = paths.chooser();
            PathChoice choice = chooser.choose(REQUEST);
            Mirror mirror = Mirror.of(choice.nodes().get(0));
            GuardUse before = choice.guard() == null ? null : uses.put(mirror.key(), choice.guard());
            if (before != null) {
                chooser.cancelled(before);
            }
            return mirror;
        } catch (NoPath none) {
            return null;
        }
    }

    /** {@code mirror} was asked: whether it {@code answered} at all, whatever it said. */
    void asked(Mirror mirror, boolean answered) {
        GuardUse use = uses.remove(mirror.key());
        if (use != null) {
            try {
                if (answered) {
                    paths.chooser().built(use);
                } else {
                    paths.chooser().failed(use);
                }
            } catch (NoPath gone) {
                return; // with who chose it
            }
        }
    }
}
