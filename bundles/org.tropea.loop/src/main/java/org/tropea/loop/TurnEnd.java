package org.tropea.loop;

import java.util.Arrays;

/** What was deferred to the end of the turn. Touched only by its loop; allocates only to grow. */
final class TurnEnd {
    private Runnable[] commands = new Runnable[64];
    private Runnable[] spare = new Runnable[64];
    private int count;

    void add(Runnable command) {
        if (count == commands.length) {
            commands = Arrays.copyOf(commands, 2 * count);
        }
        commands[count++] = command;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Runs what is there, then once more what that added; the rest waits, so that sockets get their turn. */
    void run(Guard guard) {
        runOnce(guard);
        runOnce(guard);
    }

    private void runOnce(Guard guard) {
        Runnable[] running = commands;
        int end = count;
        commands = spare;
        spare = running;
        count = 0;
        for (int i = 0; i < end; i++) {
            Runnable command = running[i];
            running[i] = null;
            guard.run(command);
        }
    }
}
