package org.tropea.core.conn;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The connections of one loop, in no order; each knows its place. Touched only by that loop. */
final class ConnectionList {
    private BaseConnection[] connections = new BaseConnection[16];
    private int size;

    void add(BaseConnection connection) {
        if (size == connections.length) {
            connections = Arrays.copyOf(connections, size * 2);
        }
        connection.place = size;
        connections[size++] = connection;
    }

    /** Returns whether it was there. */
    boolean remove(BaseConnection connection) {
        int place = connection.place;
        if (place >= size || connections[place] != connection) {
            return false;
        }
        BaseConnection last = connections[--size];
        connections[place] = last;
        last.place = place;
        connections[size] = null;
        return true;
    }

    int size() {
        return size;
    }

    /** Calls {@code action} for each that is there at the start; it may close any of them. */
    void forEach(Consumer<BaseConnection> action) {
        for (BaseConnection connection : Arrays.copyOf(connections, size)) {
            action.accept(connection);
        }
    }

    /** Those that are there now. */
    List<Watched> watched() {
        return List.of(Arrays.copyOf(connections, size));
    }

    boolean any(Predicate<BaseConnection> condition) {
        for (int i = 0; i < size; i++) {
            if (condition.test(connections[i])) {
                return true;
            }
        }
        return false;
    }
}
