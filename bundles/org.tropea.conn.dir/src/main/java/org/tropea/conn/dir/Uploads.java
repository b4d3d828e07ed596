package org.tropea.conn.dir;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is being posted and has not come as a whole yet, to all routers of this process: when that is too many bytes, those
 * uploads end that began first, since who means well has long finished. Any thread.
 */
final class Uploads {
    private static final long LEAST = 32L << 20;
    private static final long MOST = 128L << 20;
    private static final int PART_OF_HEAP = 8;

    private final long most;
    /** Oldest first. */
    private final Set<Upload> coming = new LinkedHashSet<>();

    private long held;

    /** Room for {@code most} bytes in all. */
    Uploads(long most) {
        this.most = most;
    }

    /** An eighth of {@code heap} bytes, from 32 to 128 MiB. */
    static Uploads ofHeap(long heap) {
        return new Uploads(Math.max(LEAST, Math.min(MOST, heap / PART_OF_HEAP)));
    }

    /** Something begins to come; {@code crowdedOut} is told, by any thread, when it is to be given up. */
    synchronized Upload begin(Runnable crowdedOut) {
        Upload upload = new Upload(crowdedOut);
        coming.add(upload);
        return upload;
    }

    private synchronized void note(Upload upload, long bytes) {
        if (!coming.contains(upload)) {
            return;
        }
        held += bytes - upload.bytes;
        upload.bytes = bytes;
        for (Iterator<Upload> oldest = coming.iterator(); held > most && oldest.hasNext(); ) {
            Upload gone = oldest.next();
            oldest.remove();
            held -= gone.bytes;
            gone.crowdedOut.run();
        }
    }

    private synchronized void forget(Upload upload) {
        if (coming.remove(upload)) {
            held -= upload.bytes;
        }
    }

    /** One of them. */
    final class Upload {
        private final Runnable crowdedOut;
        private long bytes;

        private Upload(Runnable crowdedOut) {
            this.crowdedOut = crowdedOut;
        }

        /** So many bytes of it are here by now. */
        void holds(long now) {
            note(this, now);
        }

        /** It has come, or never will. */
        void end() {
            forget(this);
        }
    }
}
