package org.tropea.conn.dir;

import java.time.Clock;
import java.util.function.LongPredicate;
import org.tropea.net.directory.DirServer;

/**
 * What the server connections of one router share.
 *
 * @param server who answers
 * @param compressed what was compressed already
 * @param uploads what is being posted, to all routers
 * @param waiting the bytes of answers that wait to go out
 * @param work where documents are compressed for one answer
 * @param lastingWork where they are compressed for all answers to come
 * @param stallNanos how long a connection may make no progress, in nanoseconds
 * @param clock tells the time of day for headers
 * @param mayWrite whether there is bandwidth for so many bytes
 */
record ServerParts(
        DirServer server,
        Compressed compressed,
        Uploads uploads,
        Waiting waiting,
        Work work,
        Work lastingWork,
        long stallNanos,
        Clock clock,
        LongPredicate mayWrite) {}
