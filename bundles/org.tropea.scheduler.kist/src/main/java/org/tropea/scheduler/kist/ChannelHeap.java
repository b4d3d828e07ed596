package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;

/**
 * A binary heap of channels by rank, the least on top; ranks are asked for once per change. Touched only by one loop.
 */
final class ChannelHeap {
    private SchedulableChannel[] channels = new SchedulableChannel[16];
    private double[] ranks = new double[16];
    private int size;

    /** Holds the first {@code count} of {@code from} instead of what it held. */
    void fill(SchedulableChannel[] from, int count) {
        if (count > channels.length) {
            channels = new SchedulableChannel[from.length];
            ranks = new double[from.length];
        }
        size = count;
        for (int i = 0; i < count; i++) {
            channels[i] = from[i];
            ranks[i] = from[i].rank();
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    SchedulableChannel first() {
        return channels[0];
    }

    /** The first one's rank is another now. */
    void firstChanged() {
        ranks[0] = channels[0].rank();
        siftDown(0);
    }

    void removeFirst() {
        size--;
        channels[0] = channels[size];
        ranks[0] = ranks[size];
        channels[size] = null;
        siftDown(0);
    }

    private void siftDown(int from) {
        if (from >= size) {
            return;
        }
        SchedulableChannel channel = channels[from];
        double rank = ranks[from];
        int index = from;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && ranks[child + 1] < ranks[child]) {
                child++;
            }
            if (ranks[child] >= rank) {
                break;
            }
            channels[index] = channels[child];
            ranks[index] = ranks[child];
            index = child;
        }
        channels[index] = channel;
        ranks[index] = rank;
    }
}
