package org.tropea.directory.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tropea.net.directory.Node;
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
    /** So often one is drawn again that is asked already: few draws miss one of three that is free. */
    private static final int DRAWS = 6;

    private final Paths paths;
    private final Map<String, GuardUse> uses = new HashMap<>();

    /** The guards that {@code paths} chooses. */
    public DirectoryGuards(Paths paths) {
        this.paths = paths;
    }

    /** What came of looking for a guard. */
    enum Found {
        /** There is one to ask. */
        ONE,
        /** Those that would do are asked already: wait for them. */
        BUSY,
        /** All there are rest. */
        RESTING,
        /** Nobody chooses guards, or there is none. */
        NONE
    }

    /**
     * What came of looking, and whom to ask.
     *
     * @param found what came of it
     * @param mirror the guard; null unless there is one
     */
    record Turn(Found found, Mirror mirror) {}

    private record Draw(PathChooser chooser, GuardUse use, Mirror mirror) {}

    /**
     * A guard that neither is asked already nor rests. Where the usual ones rest, the next in order takes their place,
     * as for a guard that cannot be reached; a relay that is no guard never does.
     */
    Turn next(Predicate<String> busy, Predicate<String> rests) {
        Draw any = draw(mirror -> false);
        if (any == null) {
            return new Turn(Found.NONE, null);
        }
        boolean guarded = any.use != null;
        for (int draws = 1; any != null && unfit(any, busy, rests) && draws < DRAWS; draws++) {
            drop(any);
            any = draw(rests);
        }
        if (any == null || rests.test(any.mirror.key()) || guarded && any.use == null) {
            drop(any);
            return new Turn(Found.RESTING, null);
        }
        if (busy.test(any.mirror.key())) {
            drop(any);
            return new Turn(Found.BUSY, null);
        }
        return new Turn(Found.ONE, taken(any));
    }

    /** A guard, though it may rest: for when nobody else is left; null when it is asked already. */
    Mirror despite(Predicate<String> busy) {
        Draw any = draw(mirror -> false);
        if (any == null || busy.test(any.mirror.key())) {
            drop(any);
            return null;
        }
        return taken(any);
    }

    private static boolean unfit(Draw draw, Predicate<String> busy, Predicate<String> rests) {
        return busy.test(draw.mirror.key()) || rests.test(draw.mirror.key());
    }

    private Draw draw(Predicate<String> not) {
        try {
            PathChooser chooser = paths.chooser();
            Predicate<Node> fits = node -> node.has(NodeFlag.V2DIR) && !not.test(node.fingerprint());
            PathChoice choice = chooser.choose(new PathRequest(PathRequest.Purpose.DIRECTORY, fits, false, false));
            return new Draw(chooser, choice.guard(), Mirror.of(choice.nodes().get(0)));
        } catch (NoPath none) {
            return null;
        }
    }

    private static void drop(Draw draw) {
        if (draw != null && draw.use != null) {
            draw.chooser.cancelled(draw.use);
        }
    }

    private Mirror taken(Draw draw) {
        GuardUse before = draw.use == null ? null : uses.put(draw.mirror.key(), draw.use);
        if (before != null) {
            draw.chooser.cancelled(before);
        }
        return draw.mirror;
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
