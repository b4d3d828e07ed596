package org.tropea.core.conn;

/** A connection, a channel or a circuit's streams, as the {@link Watchdog} sees them; touched only by their loop. */
public interface Watched {
    /** Shows each direction to {@code dog}; none when it is gone. */
    void watch(Watchdog dog);
}
