package org.tropea.net.path;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Who chooses paths for one router: a part of its scope from the start, so that the chooser may come, go and be replaced.
 * Any thread. What a chooser gave out ({@link GuardUse} and nodes) holds for its successor too.
 */
public final class Paths {
    private final AtomicReference<PathChooser> chooser = new AtomicReference<>();

    /** The present chooser; NoPath when its bundle is away. */
    public PathChooser chooser() throws NoPath {
        PathChooser present = chooser.get();
        if (present == null) {
            throw new NoPath("nobody chooses paths: no bundle of path selection runs");
        }
        return present;
    }

    /** Puts {@code next} in force. */
    public void use(PathChooser next) {
        chooser.set(next);
    }

    /** Takes {@code old} back, unless it was replaced already. */
    public void withdraw(PathChooser old) {
        chooser.compareAndSet(old, null);
    }
}
