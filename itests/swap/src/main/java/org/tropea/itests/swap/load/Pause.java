package org.tropea.itests.swap.load;

/** Waiting for time to pass, where that is what is tested. */
public final class Pause {
    private Pause() {}

    /** Sleeps. @throws IllegalStateException when interrupted */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
