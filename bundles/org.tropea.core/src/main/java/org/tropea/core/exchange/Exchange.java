package org.tropea.core.exchange;

import java.util.concurrent.RejectedExecutionException;
import org.tropea.cell.Cell;
import org.tropea.cell.CellPool;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.loop.EventLoop;

/**
 * The way from one loop to another: cells and commands arrive in the order in which they were sent, in later turns. The
 * other loop is told once for many of them, at the end of the turn or when {@value #EARLY} wait. What finds the ring full
 * waits here, bounded for each passage, until there is room. Commands are few and always taken.
 */
public final class Exchange {
    /** About half a megabyte of empty cells, once all slots were used; more than one turn brings, mostly. */
    static final int SLOTS = 1024;
    /** So many and the other loop may begin while this turn goes on. */
    private static final int EARLY = 128;
    /** After so many the slots are free again. */
    private static final int RELEASE_EVERY = 64;

    private final EventLoop from;
    private final EventLoop to;
    private final CellPool fromPool;
    private final Bugs bugs;
    private final Ring ring;
    private final Spill spill = new Spill();
    private final Runnable turnEnd = this::turnEnd;
    private final Runnable drain = this::drain;
    private boolean atTurnEnd;
    private int untold;

    Exchange(EventLoop from, EventLoop to, CellPool fromPool, CellPool toPool, Bugs bugs) {
        this.from = from;
        this.to = to;
        this.fromPool = fromPool;
        this.bugs = bugs;
        this.ring = new Ring(SLOTS, fromPool, toPool);
    }

    // ---- in the loop that sends -----------------------------------------------------------------------------------

    /**
     * Sends {@code cell}, which the other loop owns from then on. Returns false, and gives the cell back to the pool, when
     * {@code limit} of the passage's cells wait here already: then the circuit must be closed.
     */
    public boolean send(Passage passage, Cell cell, int limit) {
        if (!spill.isEmpty() || !ring.put(passage, cell)) {
            if (passage.spilled >= limit) {
                fromPool.give(cell);
                return false;
            }
            passage.spilled++;
            spill.add(passage, cell);
        }
        tellLater();
        return true;
    }

    /** Has {@code command} run in the other loop, after all that was sent before. */
    public void post(Runnable command) {
        if (!spill.isEmpty() || !ring.put(command, null)) {
            spill.add(command, null);
        }
        tellLater();
    }

    private void tellLater() {
        if (++untold == EARLY) {
            tell();
        }
        if (!atTurnEnd) {
            atTurnEnd = true;
            from.atTurnEnd(turnEnd);
        }
    }

    private void turnEnd() {
        atTurnEnd = false;
        unspill();
        if (!spill.isEmpty()) {
            ring.wantRoom();
            unspill(); // what was taken before the other loop saw that would go unnoticed
        }
        tell();
    }

    private void unspill() {
        while (!spill.isEmpty() && ring.put(spill.receiver(), spill.cell())) {
            if (spill.receiver() instanceof Passage passage) {
                passage.spilled--;
            }
            spill.removeFirst();
        }
    }

    private void tell() {
        untold = 0;
        if (ring.announce()) {
            execute(to, drain);
        }
    }

    /** How many cells wait for room; they take memory in the loop that sends. */
    int spilled() {
        return spill.cells();
    }

    private static void execute(EventLoop loop, Runnable command) {
        try {
            loop.execute(command);
        } catch (RejectedExecutionException stopped) {
            // The router ends, and what is on its way with it.
        }
    }

    // ---- in the loop that they go to ------------------------------------------------------------------------------

    /** Takes a ring's worth at most, so that sockets get their turn. */
    private void drain() {
        ring.begin();
        try {
            long now = to.now();
            for (int i = 1; i <= SLOTS && ring.take(); i++) {
                deliver(ring.receiver(), ring.cell(), now);
                if (i % RELEASE_EVERY == 0) {
                    ring.release();
                }
            }
        } finally {
            ring.release();
            if (ring.more()) {
                execute(to, drain);
            }
            if (ring.roomWanted()) {
                execute(from, turnEnd);
            }
        }
    }

    private void deliver(Object receiver, Cell cell, long now) {
        try {
            if (receiver instanceof Passage passage) {
                passage.arrived(cell, now);
            } else {
                ((Runnable) receiver).run();
            }
        } catch (RuntimeException bug) {
            bugs.report("what came from loop " + from.index(), bug);
            if (receiver instanceof Passage passage) {
                passage.failed(bug);
            }
        }
    }
}
