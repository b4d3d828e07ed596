package org.tropea.itests.jmh;

import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.scheduler.SchedulableChannel;

/** A channel of which only its circuitmux policy and the room are there; its circuits never run out of cells. */
final class FakeChannel extends SchedulableChannel {
    int room;
    private final long id;
    private final CircuitMuxPolicy mux;

    FakeChannel(long id, CircuitMuxPolicy mux) {
        this.id = id;
        this.mux = mux;
    }

    void activated(FakeCircuit circuit) {
        mux.activated(circuit);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public int cells() {
        return mux.active();
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public double rank() {
        return mux.pick().recentCells();
    }

    @Override
    public int flush(int cells) {
        int moved = 0;
        for (; moved < cells && room > 0; moved++, room--) {
            FakeCircuit circuit = (FakeCircuit) mux.pick();
            circuit.cells++;
            circuit.send();
            mux.sent(circuit, 1);
        }
        return moved;
    }

    @Override
    public int bytesQueued() {
        return 0;
    }
}
