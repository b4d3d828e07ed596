package org.tropea.scheduler.kist;

import java.util.Arrays;
import org.tropea.flow.scheduler.SchedulableChannel;

/**
 * A binary heap of channels by rank, the least on top; ranks are asked for once per change. Touched only by one loop.
 */
final class ChannelHeap {
    private SchedulableChannel[] channels = new SchedulableChannel[16];
    private double[] ranks = new double[16];
    private int size;

    /** Holds nothing any more. */
    void clear() {
        Arrays.fill(channels, 0, size, null);
        size = 0;
    }

    /** Holds {@code channel} too. */
    void add(SchedulableChannel channel) {
        if (size == channels.length) {
            channels = Arrays.copyOf(channels, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        siftUp(size++, channel, channel.rank());
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

    private void siftUp(int from, SchedulableChannel channel, double rank) {
        int index = from;
        for (int parent = (index - 1) / 2; index > 0 && ranks[parent] > rank; parent = (index - 1) / 2) {
            channels[index] = channels[parent];
            ranks[index] = ranks[parent];
            index = parent;
        }
        channels[index] = channel;
        ranks[index] = rank;
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
