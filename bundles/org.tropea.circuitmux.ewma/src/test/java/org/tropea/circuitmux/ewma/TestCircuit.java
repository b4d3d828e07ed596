package org.tropea.circuitmux.ewma;

import org.tropea.flow.circuitmux.MuxedCircuit;

/** A circuit whose ledger and queue the test keeps. */
final class TestCircuit extends MuxedCircuit {
    double recent;
    int unit;
    long sent;
    int cells;

    TestCircuit(double recent, int cells) {
        this.recent = recent;
        this.cells = cells;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public long oldestAt() {
        return 0;
    }

    @Override
    public double recentCells() {
        return recent;
    }

    @Override
    public int recentUnit() {
        return unit;
    }

    @Override
    public long sentCells() {
        return sent;
    }
}
