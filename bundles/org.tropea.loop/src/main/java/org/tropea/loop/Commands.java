package org.tropea.loop;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Commands posted to a loop: many threads add, the loop takes all at once. Only the first command after a take has to
 * wake the loop.
 */
final class Commands {
    private static final Node CLOSED = new Node(null);

    private final AtomicReference<Node> newest = new AtomicReference<>();

    /** Adds {@code command}; returns whether it is the first since the last take. Any thread. */
    boolean add(Runnable command) {
        Node node = new Node(command);
        Node before;
        do {
            before = newest.get();
            if (before == CLOSED) {
                throw new RejectedExecutionException("the loop has stopped");
            }
            node.next = before;
        } while (!newest.compareAndSet(before, node));
        return before == null;
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** Takes all commands, the oldest first, linked by {@link Node#next}; null when there are none. */
    Node take() {
        return newest.get() == null ? null : reverse(newest.getAndSet(null));
    }

    /** Takes all commands and takes no more from now on. */
    Node close() {
        return reverse(newest.getAndSet(CLOSED));
    }

    private static Node reverse(Node newest) {
        Node oldest = null;
        for (Node node = newest; node != null; ) {
            Node next = node.next;
            node.next = oldest;
            oldest = node;
            node = next;
        }
        return oldest;
    }

    /** One command of a list. */
    static final class Node {
        final Runnable command;
        Node next;

        Node(Runnable command) {
            this.command = command;
        }
    }
}
