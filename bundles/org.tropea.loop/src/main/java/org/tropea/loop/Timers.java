package org.tropea.loop;

import java.util.Arrays;
import org.tropea.flow.loop.EventLoop;

/** The timers of one loop: a binary heap by due time, then by age. Touched only by its loop. */
final class Timers {
    private Entry[] heap = new Entry[64];
    private int count;
    private long sequence;

    EventLoop.Timer add(long due, Runnable command) {
        if (count == heap.length) {
            heap = Arrays.copyOf(heap, 2 * count);
        }
        Entry entry = new Entry(due, sequence++, command);
        up(entry, count++);
        return entry;
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} when there is none. */
    long next() {
        return count == 0 ? Long.MAX_VALUE : heap[0].due;
    }

    int count() {
        return count;
    }

    /** Runs what is due at {@code now}; what is added meanwhile waits for the next turn. */
    void run(long now, Guard guard) {
        long end = sequence;
        while (count > 0 && heap[0].due - now <= 0 && heap[0].sequence < end) {
            Entry entry = heap[0];
            remove(entry);
            guard.run(entry.command);
        }
    }

    private void remove(Entry entry) {
        int at = entry.index;
        entry.index = -1;
        Entry moved = heap[--count];
        heap[count] = null;
        if (moved != entry) {
            down(moved, at);
            up(moved, moved.index);
        }
    }

    private void up(Entry entry, int from) {
        int at = from;
        while (at > 0 && entry.isBefore(heap[(at - 1) / 2])) {
            put(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        put(entry, at);
    }

    private void down(Entry entry, int from) {
        int at = from;
        for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(entry)) {
                break;
            }
            put(heap[child], at);
            at = child;
        }
        put(entry, at);
    }

    private void put(Entry entry, int at) {
        heap[at] = entry;
        entry.index = at;
    }

    private final class Entry implements EventLoop.Timer {
        final long due;
        final long sequence;
        final Runnable command;
        /** Its place in the heap; -1 when it ran or was cancelled. */
        int index;

        Entry(long due, long sequence, Runnable command) {
            this.due = due;
            this.sequence = sequence;
            this.command = command;
        }

        boolean isBefore(Entry other) {
            return due == other.due ? sequence < other.sequence : due - other.due < 0;
        }

        @Override
        public void cancel() {
            if (index >= 0) {
                remove(this);
            }
        }
    }
}
