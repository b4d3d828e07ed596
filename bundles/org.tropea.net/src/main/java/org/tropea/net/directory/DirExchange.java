package org.tropea.net.directory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Directory documents that the roles of one router hand each other: a part of its scope from the start, so that
 * neither needs the other to be there. An authority hands what it made to whoever keeps and serves documents, and
 * learns from it what is in force. Any thread.
 */
public final class DirExchange {
    private static final int WAITING_MAX = 64;

    /** What a document is. */
    public enum Kind {
        /** A consensus of the ns flavor. */
        NS_CONSENSUS,
        /** A consensus of the microdesc flavor. */
        MICRODESC_CONSENSUS,
        /** Key certificates of authorities, one after the other. */
        CERTIFICATES,
        /** Microdescriptors, one after the other. */
        MICRODESCRIPTORS,
        /** Server descriptors, one after the other. */
        DESCRIPTORS
    }

    private record Handed(Kind kind, byte[] text) {}

    private final Map<Kind, byte[]> inForce = new EnumMap<>(Kind.class);
    private final Deque<Handed> waiting = new ArrayDeque<>();
    private BiConsumer<Kind, byte[]> taker;
    private boolean loaded;

    /**
     * Hands a document over, which nobody changes any more. While nobody takes any the last few wait; the taker judges
     * it as if it came from the network.
     */
    public synchronized void hand(Kind kind, byte[] text) {
        if (taker != null) {
            taker.accept(kind, text);
            return;
        }
        waiting.add(new Handed(kind, text));
        if (waiting.size() > WAITING_MAX) {
            waiting.remove();
        }
    }

    /**
     * From now on {@code next} takes what is handed over, first what waits, on the giver's thread: it takes note and
     * returns. One at a time; closing the answer ends it.
     */
    public synchronized Directory.Listening take(BiConsumer<Kind, byte[]> next) {
        taker = next;
        while (!waiting.isEmpty()) {
            Handed one = waiting.remove();
            next.accept(one.kind, one.text);
        }
        return () -> stop(next);
    }

    private synchronized void stop(BiConsumer<Kind, byte[]> gone) {
        if (taker == gone) {
            taker = null;
            loaded = false;
        }
    }

    /** The taker has read what it has on disk: what is not in force by now is not known to it. */
    public synchronized void loaded() {
        loaded = true;
    }

    /** Whether somebody takes documents who is not done yet with reading its own from disk. */
    public synchronized boolean isLoading() {
        return taker != null && !loaded;
    }

    /** Whether somebody has read the documents on disk, so that what is in force is known. */
    public synchronized boolean isLoaded() {
        return loaded;
    }

    /** This consensus came into force. */
    public synchronized void inForce(Kind kind, byte[] text) {
        inForce.put(kind, text);
    }

    /** The consensus that came into force last, also when it has expired since; null when there was none. */
    public synchronized byte[] inForce(Kind kind) {
        return inForce.get(kind);
    }
}
