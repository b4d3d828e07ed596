package org.tropea.flow.role;

/** A running role of one router. Any thread but a loop. */
public interface Role extends AutoCloseable {
    /** The router's options changed: the scope has the new ones. */
    void reloaded();

    /** Stops the role; returns when nothing of it runs any more. */
    @Override
    void close();
}
