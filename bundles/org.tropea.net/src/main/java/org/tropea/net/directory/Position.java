package org.tropea.net.directory;

/** A place in a path, for which a relay's bandwidth counts differently (dir-spec 3.8.3). */
public enum Position {
    /** The first hop of a circuit. */
    GUARD,
    /** A hop in the middle. */
    MIDDLE,
    /** The last hop of a circuit. */
    EXIT,
    /** The only hop, for a request of the directory protocol. */
    DIRECTORY
}
