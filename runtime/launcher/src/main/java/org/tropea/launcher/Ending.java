package org.tropea.launcher;

import java.util.concurrent.CompletableFuture;

/**
 * How the run ends: the first cause wins. Signal threads and bundles say it, the main thread waits for it and is the
 * only one that stops the framework.
 */
final class Ending {

    /**
     * @param code the process's exit code
     * @param message the one line for stderr, or null
     */
    record Cause(int code, String message) {}

    private final CompletableFuture<Cause> cause = new CompletableFuture<>();

    /** The operator asked for it, or the work is done. */
    void ended() {
        cause.complete(new Cause(0, null));
    }

    /** Exit code 1 and one line. */
    void failed(String message) {
        cause.complete(
                new Cause(1, message == null ? "unknown fault" : message.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    boolean isDecided() {
        return cause.isDone();
    }

    CompletableFuture<Cause> cause() {
        return cause;
    }
}
