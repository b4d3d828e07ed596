package org.tropea.testkit;

/** What a hand-cranked loop does with its sockets and listeners. */
interface MemoryEndpoint {
    /** Takes over the interest asked for: what happens at the end of a turn. */
    void applyInterest();

    /** Tells the owner what is ready; returns whether anything was. */
    boolean dispatch();

    boolean isClosed();

    void close();
}
