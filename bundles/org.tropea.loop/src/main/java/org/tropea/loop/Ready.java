package org.tropea.loop;

/** Something with a selection key: a socket or a listener. */
interface Ready {
    /** The kernel has {@code operations} for it; may throw what its owner throws. */
    void ready(int operations);

    /** Its owner threw {@code bug}. */
    void failed(Throwable bug);

    /** Closes it at once; harmless when closed. */
    void close();
}
