package org.tropea.itests.jmh;

import org.tropea.flow.circuitmux.MuxedCircuit;

/** A circuit of which only the ledger and the queue's length are there. */
final class FakeCircuit extends MuxedCircuit {
    int cells;
    private double recent;
    private long sent;

    FakeCircuit(double recent) {
        this.recent = recent;
    }

    /** One cell goes, as the core counts it. */
    void send() {
        cells--;
        recent++;
        sent++;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public long oldestAt() {
        return cells == 0 ? Long.MAX_VALUE : 0;
    }

    @Override
    public double recentCells() {
        return recent;
    }

    @Override
    public long sentCells() {
        return sent;
    }
}
