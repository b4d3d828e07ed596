package org.tropea.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The channels of a frame, each knowing its place, so that leaving costs nothing. Touched only by the frame's loop. */
final class ChannelList {
    private final List<ScheduledChannel> channels = new ArrayList<>();

    void add(ScheduledChannel channel) {
        channel.listIndex = channels.size();
        channels.add(channel);
    }

    void remove(ScheduledChannel channel) {
        ScheduledChannel last = channels.remove(channels.size() - 1);
        if (last != channel) {
            channels.set(channel.listIndex, last);
            last.listIndex = channel.listIndex;
        }
    }

    ScheduledChannel get(int index) {
        return channels.get(index);
    }

    void forEach(Consumer<ScheduledChannel> action) {
        channels.forEach(action);
    }

    int size() {
        return channels.size();
    }
}
