package org.tropea.core.scheduler;

import java.util.List;
import java.util.Map;

/** A channel of numbers in a frame, which writes down what it is told. */
final class CellsChannel extends ScheduledChannel {
    private final SchedulerFrame frame;
    private final List<String> events;
    private final String name;
    int cells;
    int room;
    /** What happens when it moves cells; null: nothing. */
    Runnable onMove;

    CellsChannel(SchedulerFrame frame, List<String> events, String name) {
        this.frame = frame;
        this.events = events;
        this.name = name;
        frame.add(this);
    }

    CellsChannel gets(int newCells, int newRoom) {
        cells += newCells;
        room += newRoom;
        frame.hasWaitingCells(this);
        if (room > 0) {
            frame.hasRoom(this);
        }
        return this;
    }

    @Override
    public long id() {
        return name.charAt(0);
    }

    @Override
    public Map<String, Object> properties() {
        return Map.of("peer", name);
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
        return 0;
    }

    @Override
    protected int move(int most) {
        int moved = Math.min(most, Math.min(cells, room));
        cells -= moved;
        room -= moved;
        events.add(name + moved);
        if (onMove != null) {
            onMove.run();
        }
        return moved;
    }

    @Override
    public int bytesQueued() {
        return 0;
    }

    @Override
    public void flushBackend() {}
}
