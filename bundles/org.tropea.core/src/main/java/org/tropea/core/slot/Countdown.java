package org.tropea.core.slot;

/** Runs something when the last of several parts is done; touched by one loop only. */
final class Countdown {
    private final Runnable done;
    private int missing;

    Countdown(int parts, Runnable done) {
        this.missing = parts;
        this.done = done;
    }

    void one() {
        missing--;
        if (missing == 0) {
            done.run();
        }
    }
}
