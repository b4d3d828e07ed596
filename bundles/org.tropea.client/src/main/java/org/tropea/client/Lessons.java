package org.tropea.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.path.BuildTimes;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.NoPath;

/**
 * What becomes of one loop's circuits, for whoever chooses paths to learn from: guards and build times. While nobody chooses
 * paths nothing is learnt. Touched only by its loop.
 */
final class Lessons {
    private static final Logger LOG = LoggerFactory.getLogger(Lessons.class);
    /** While nobody chooses paths, in milliseconds. */
    private static final long NO_TIMES = 60_000;

    private final ClientParts parts;

    Lessons(ClientParts parts) {
        this.parts = parts;
    }

    /** Null while nobody chooses paths. */
    BuildTimes times() {
        try {
            return parts.paths().chooser().buildTimes();
        } catch (NoPath away) {
            return null;
        }
    }

    long timeoutMillis() {
        BuildTimes times = times();
        return times == null ? NO_TIMES : times.timeoutMillis();
    }

    long closeMillis() {
        BuildTimes times = times();
        return times == null ? NO_TIMES : times.closeMillis();
    }

    void builtIn(long millis) {
        BuildTimes times = times();
        if (times != null) {
            times.built(millis);
        }
    }

    void timedOut(boolean begun) {
        BuildTimes times = times();
        if (times != null) {
            times.timedOut(begun);
        }
    }

    /** The router has come as far as {@code phase} with a circuit of its client. */
    void reached(Bootstrap.Phase phase) {
        Bootstrap bootstrap = parts.router().find(Bootstrap.class);
        if (bootstrap != null) {
            bootstrap.reached(phase);
        }
    }

    void networkLive() {
        BuildTimes times = times();
        if (times != null) {
            times.networkLive();
        }
    }

    /** While nobody judges guards, what works is used. */
    GuardVerdict guardBuilt(GuardUse use) {
        try {
            return parts.paths().chooser().built(use);
        } catch (NoPath away) {
            return GuardVerdict.USE;
        }
    }

    GuardVerdict guardWaiting(GuardUse use) {
        try {
            return parts.paths().chooser().waiting(use);
        } catch (NoPath away) {
            return GuardVerdict.WAIT;
        }
    }

    void guardFailed(GuardUse use) {
        try {
            parts.paths().chooser().failed(use);
        } catch (NoPath away) {
            LOG.debug("Nobody hears that guard {} failed", use.guard());
        }
    }

    void guardCancelled(GuardUse use) {
        try {
            parts.paths().chooser().cancelled(use);
        } catch (NoPath away) {
            LOG.debug("Nobody hears that a circuit by guard {} was cancelled", use.guard());
        }
    }
}
