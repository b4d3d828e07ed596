package org.tropea.itests.bench;

import java.time.Duration;

/** Ends a bench that takes too long. */
public final class TimeLimit {
    private TimeLimit() {}

    /** Exits the JVM with code 1 after {@code limit}; that runs the network's shutdown hook, which stops all nodes. */
    public static void start(String command, Duration limit) {
        Thread guard = new Thread(() -> {
            try {
                Thread.sleep(limit.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            System.err.println(command + ": not done within " + limit.toMinutes() + " minutes");
            System.exit(1);
        });
        guard.setDaemon(true);
        guard.start();
    }
}
