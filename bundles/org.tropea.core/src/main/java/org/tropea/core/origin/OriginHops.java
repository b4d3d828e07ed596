package org.tropea.core.origin;

import java.util.ArrayList;
import java.util.List;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.core.edge.StreamStatus;
import org.tropea.flow.fault.CloseCause;

/** The hops of one circuit that have answered, and what they have together. Touched only by the circuit's loop. */
final class OriginHops implements Watched {
    private final List<OriginHop> hops = new ArrayList<>(3);

    void add(OriginHop hop) {
        hops.add(hop);
    }

    int size() {
        return hops.size();
    }

    /** The hop at {@code index}, from 0. */
    OriginHop get(int index) {
        return hops.get(index);
    }

    /** The last one; null when there is none. */
    OriginHop last() {
        return hops.isEmpty() ? null : hops.get(hops.size() - 1);
    }

    /** The queue to the first hop is full: no stream packages. */
    void pause() {
        for (int i = 0; i < hops.size(); i++) {
            hops.get(i).edge().pause();
        }
    }

    /** It has room again. */
    void resume() {
        for (int i = 0; i < hops.size(); i++) {
            hops.get(i).edge().resume();
        }
    }

    /** Tells all streams that the circuit is closed. */
    void closed(CloseCause cause) {
        for (int i = 0; i < hops.size(); i++) {
            hops.get(i).edge().closed(cause);
        }
    }

    int streams() {
        int all = 0;
        for (int i = 0; i < hops.size(); i++) {
            all += hops.get(i).edge().size();
        }
        return all;
    }

    long bytesHeld() {
        long bytes = 0;
        for (int i = 0; i < hops.size(); i++) {
            bytes += hops.get(i).edge().bytesHeld();
        }
        return bytes;
    }

    long oldestAt() {
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < hops.size(); i++) {
            oldest = Math.min(oldest, hops.get(i).edge().oldestAt());
        }
        return oldest;
    }

    @Override
    public void watch(Watchdog dog) {
        hops.forEach(hop -> hop.edge().watch(dog));
    }

    List<Why> why(long now) {
        return hops.stream().flatMap(hop -> hop.edge().why(now).stream()).toList();
    }

    List<StreamStatus> status() {
        return hops.stream().flatMap(hop -> hop.edge().status().stream()).toList();
    }
}
