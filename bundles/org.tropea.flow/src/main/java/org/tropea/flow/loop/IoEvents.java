package org.tropea.flow.loop;

/** What a loop tells the owner of a socket, in the loop's thread. */
public interface IoEvents {
    /** There are bytes, an end of file or an error to read. */
    void readable();

    /** There is room to write, or a connect came to an end. */
    void writable();

    /** One of the two threw {@code bug}: the loop logged it and closed the socket. Last call; let the owner go. */
    default void failed(Throwable bug) {}
}
