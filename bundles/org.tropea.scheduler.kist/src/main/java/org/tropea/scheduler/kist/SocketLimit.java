package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;

/** How many bytes one channel may be given in a run. Belongs to one policy and its loop. */
interface SocketLimit {
    /** KISTLite's: its room alone limits a channel. */
    SocketLimit NONE = channel -> Allotment.UNLIMITED;

    /** For a run that starts now. */
    long bytes(SchedulableChannel channel);
}
