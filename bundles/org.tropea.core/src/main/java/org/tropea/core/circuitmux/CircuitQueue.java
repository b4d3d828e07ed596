package org.tropea.core.circuitmux;

import org.tropea.cell.Cell;
import org.tropea.cell.CellQueue;
import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * The cells of one direction of one circuit that wait for one channel. {@link #append} is the only way in and this
 * queue the only record of their number. Owned by the circuit, served by the channel's {@link CircuitMux}; touched only
 * by the channel's loop. States: attached from its making until {@link CircuitMux#detach}, then it takes nothing any
 * more; active while attached and not empty.
 */
public final class CircuitQueue extends MuxedCircuit {
    private final CircuitMux mux;
    private final CellAccount account;
    private QueueMarks marks;
    private final QueueEvents events;
    private final CellQueue cells = new CellQueue();
    private boolean full;
    private boolean attached = true;
    private double recent;
    private int scale;
    private long sent;

    CircuitQueue previous;
    CircuitQueue next;

    CircuitQueue(CircuitMux mux, CellAccount account, QueueMarks marks, QueueEvents events) {
        this.mux = mux;
        this.account = account;
        this.marks = marks;
        this.events = events;
        this.scale = account.clock().scale();
    }

    /** From now on {@code others} hold, beginning with the next cell that comes or goes. */
    public void marks(QueueMarks others) {
        marks = others;
    }

    /**
     * Queues {@code cell}, whose owner this becomes. Returns false, and gives the cell back to the pool, when the queue
     * is at its limit, where the circuit must be closed with RESOURCELIMIT, or detached.
     */
    public boolean append(Cell cell, long now) {
        if (!attached || cells.size() >= marks.limit()) {
            account.pool().give(cell);
            return false;
        }
        cells.append(cell, now);
        mux.came(this);
        if (!full && cells.size() >= marks.high()) {
            full = true;
            events.queueFull(this);
        }
        return true;
    }

    /** Reads what {@link #append} will need. */
    public int fetch() {
        return cells.fetch();
    }

    /** Takes the first cell, which counts as sent at {@code now}. */
    Cell take(long now) {
        Cell cell = cells.take();
        recent = recentCells() + account.clock().weight(now);
        scale = account.clock().scale();
        sent++;
        return cell;
    }

    /** Tells the sources, if this queue was full and is at its low mark now. */
    void tellDrained() {
        if (full && cells.size() <= marks.low()) {
            full = false;
            events.queueDrained(this);
        }
    }

    /** Drops every cell; returns how many there were. */
    int drop() {
        attached = false;
        return cells.clear(account.pool());
    }

    boolean attached() {
        return attached;
    }

    boolean servedBy(CircuitMux other) {
        return mux == other;
    }

    /** Whether it reached its high mark and has not drained to its low mark since. */
    public boolean isFull() {
        return full;
    }

    @Override
    public int cells() {
        return cells.size();
    }

    @Override
    public long oldestAt() {
        return cells.oldestAt();
    }

    @Override
    public double recentCells() {
        int today = account.clock().scale();
        return scale == today ? recent : account.clock().rescaled(recent, scale);
    }

    @Override
    public int recentUnit() {
        return account.clock().scale();
    }

    @Override
    public long sentCells() {
        return sent;
    }
}
