package org.tropea.conn.dir;

import java.time.Clock;
import java.util.function.IntPredicate;
import org.tropea.net.directory.DirServer;

/**
 * What the server connections of one router share.
 *
 * @param server who answers
 * @param compressed what was compressed already
 * @param uploads what is being posted, to all routers
 * @param work where documents are compressed
 * @param stallNanos how long a connection may make no progress, in nanoseconds
 * @param clock tells the time of day for headers
 * @param mayWrite whether there is bandwidth for so many bytes
 */
record ServerParts(
        DirServer server,
        Compressed compressed,
        Uploads uploads,
        Work work,
        long stallNanos,
        Clock clock,
        IntPredicate mayWrite) {}
