package org.tropea.net.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * How far a router has come since its start, in C tor's phases: a part of its scope from the start. It only goes
 * forward. Any thread.
 */
public final class Bootstrap {
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private final List<Consumer<Phase>> listeners = new CopyOnWriteArrayList<>();

    /** The phases, in order; tags and summaries are those of C tor's control port. */
    public enum Phase {
        /** Nothing has happened yet. */
        STARTING(0, "starting", "Starting"),
        /** The first connection begins. */
        CONNECTING(5, "conn", "Connecting to a relay"),
        /** There is a connection to a directory. */
        CONNECTED(10, "conn_done", "Connected to a relay"),
        /** A one-hop circuit begins. */
        ONEHOP_CREATE(20, "onehop_create", "Establishing an encrypted directory connection"),
        /** A consensus was asked for. */
        REQUESTING_STATUS(25, "requesting_status", "Asking for networkstatus consensus"),
        /** A consensus comes in. */
        LOADING_STATUS(30, "loading_status", "Loading networkstatus consensus"),
        /** Certificates of authorities are missing. */
        LOADING_KEYS(40, "loading_keys", "Loading authority key certs"),
        /** Microdescriptors were asked for. */
        REQUESTING_DESCRIPTORS(45, "requesting_descriptors", "Asking for relay descriptors"),
        /** Microdescriptors come in. */
        LOADING_DESCRIPTORS(50, "loading_descriptors", "Loading relay descriptors"),
        /** Circuits can be built. */
        ENOUGH_DIRINFO(75, "enough_dirinfo", "Loaded enough directory info to build circuits"),
        /** There is a channel to a guard. */
        AP_CONN_DONE(85, "ap_conn_done", "Connected to a relay to build circuits"),
        /** That channel is open. */
        AP_HANDSHAKE_DONE(90, "ap_handshake_done", "Handshake finished with a relay to build circuits"),
        /** The first circuit is being built. */
        CIRCUIT_CREATE(95, "circuit_create", "Establishing a Tor circuit"),
        /** A circuit is there. */
        DONE(100, "done", "Done");

        private final int percent;
        private final String tag;
        private final String summary;

        Phase(int percent, String tag, String summary) {
            this.percent = percent;
            this.tag = tag;
            this.summary = summary;
        }

        /** From 0 to 100. */
        public int percent() {
            return percent;
        }

        /** C tor's word for it. */
        public String tag() {
            return tag;
        }

        /** C tor's words for it, for people. */
        public String summary() {
            return summary;
        }

        /**
         * As in C tor's log: {@code Bootstrapped 75% (enough_dirinfo): Loaded enough directory info to build
         * circuits}.
         */
        @Override
        public String toString() {
            return "Bootstrapped " + percent + "% (" + tag + "): " + summary;
        }
    }

    /** How far it is. */
    public Phase phase() {
        return phase.get();
    }

    /** It is at least as far as {@code reached}; listeners are told on this thread when that is news. */
    public void reached(Phase reached) {
        Phase before = phase.getAndAccumulate(reached, (a, b) -> a.compareTo(b) > 0 ? a : b);
        if (before.compareTo(reached) < 0) {
            listeners.forEach(listener -> listener.accept(reached));
        }
    }

    /** Tells {@code listener} each phase from now on; closing the answer ends it. */
    public Directory.Listening listen(Consumer<Phase> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
