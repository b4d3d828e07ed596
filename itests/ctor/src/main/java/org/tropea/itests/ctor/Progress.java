package org.tropea.itests.ctor;

import java.util.function.Consumer;

/** Says a state when it changed, or again after some seconds. One thread. */
final class Progress {
    private final Consumer<String> to;
    private final long everyNanos;
    private String last = "";
    private long at;

    Progress(Consumer<String> to, int everySeconds) {
        this.to = to;
        this.everyNanos = everySeconds * 1_000_000_000L;
    }

    void say(String state) {
        long now = System.nanoTime();
        if (!state.equals(last) || now - at > everyNanos) {
            to.accept(state);
            last = state;
            at = now;
        }
    }
}
