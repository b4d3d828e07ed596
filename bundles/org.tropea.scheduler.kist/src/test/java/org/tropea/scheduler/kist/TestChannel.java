package org.tropea.scheduler.kist;

import java.util.List;
import org.tropea.flow.loop.TcpState;
import org.tropea.flow.scheduler.SchedulableChannel;

/** A channel of numbers that writes its name into a log for each flush. Its kernel tells nothing unless it is set. */
final class TestChannel extends SchedulableChannel {
    private final String name;
    private final List<String> log;
    int cells;
    int room;
    double rank;
    int queued;
    TcpState kernel;
    int questions;

    TestChannel(String name, List<String> log, int cells, int room) {
        this.name = name;
        this.log = log;
        this.cells = cells;
        this.room = room;
    }

    @Override
    public long id() {
        return 0;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public double rank() {
        return rank;
    }

    @Override
    public int flush(int most) {
        int moved = Math.min(most, Math.min(cells, room));
        cells -= moved;
        room -= moved;
        rank += moved;
        log.add(name + moved);
        return moved;
    }

    @Override
    public int bytesQueued() {
        return queued;
    }

    @Override
    public boolean tcpState(TcpState into) {
        questions++;
        if (kernel == null) {
            return into.unknown("no kernel");
        }
        into.cwnd = kernel.cwnd;
        into.unacked = kernel.unacked;
        into.mss = kernel.mss;
        into.notSent = kernel.notSent;
        return into.known();
    }
}
