package org.tropea.loop;

import java.nio.channels.SelectionKey;
import java.util.Arrays;

/**
 * What the sockets of one loop want to be told of. Collected during a turn and written to the selection keys once, at
 * its end; the only place that does. Touched only by its loop.
 */
final class Interest {
    private Entry[] changed = new Entry[64];
    private int count;

    /** Writes all changes to the keys. */
    void flush() {
        for (int i = 0; i < count; i++) {
            changed[i].write();
            changed[i] = null;
        }
        count = 0;
    }

    private void add(Entry entry) {
        if (count == changed.length) {
            changed = Arrays.copyOf(changed, 2 * count);
        }
        changed[count++] = entry;
    }

    /** The interest of one key. */
    static final class Entry {
        private final Interest interest;
        private final SelectionKey key;
        private int wanted;
        private int written;
        private boolean queued;

        /** No interest in {@code key}, which was registered with none. */
        Entry(Interest interest, SelectionKey key) {
            this.interest = interest;
            this.key = key;
        }

        void want(int operations) {
            wanted = operations;
            if (wanted != written && !queued) {
                queued = true;
                interest.add(this);
            }
        }

        /** The key's loop forgets it. */
        void cancel() {
            key.cancel();
        }

        private void write() {
            queued = false;
            if (wanted != written && key.isValid()) {
                key.interestOps(wanted);
                written = wanted;
            }
        }
    }
}
