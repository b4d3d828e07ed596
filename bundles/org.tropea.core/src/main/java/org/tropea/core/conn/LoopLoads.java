package org.tropea.core.conn;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How much each loop of one router has to do: its connections over sockets and the ends of circuits on its channels count
 * one each. What may live in any loop goes to the one with the least. Any thread.
 */
public final class LoopLoads {
    private final AtomicIntegerArray loads;

    /** Nothing in any of {@code loops} loops. */
    public LoopLoads(int loops) {
        loads = new AtomicIntegerArray(loops);
    }

    /** The loop at {@code loop} has {@code more} to look after; less when it is negative. */
    public void add(int loop, int more) {
        loads.addAndGet(loop, more);
    }

    /** The loop with the least; of several the first from {@code from} on, which may be any number from 0. */
    public int least(int from) {
        int size = loads.length();
        int best = from % size;
        for (int i = 1; i < size; i++) {
            int loop = (from + i) % size;
            if (loads.get(loop) < loads.get(best)) {
                best = loop;
            }
        }
        return best;
    }

    /** What the loop at {@code loop} has. */
    public int of(int loop) {
        return loads.get(loop);
    }
}
