package org.tropea.sockinfo.linux;

import org.tropea.flow.loop.TcpState;

/** Finds out whether this system answers. Stateless. */
final class Probe {
    private Probe() {}

    /** Loads the C library and asks about a new socket; null when that works, else what is in the way. */
    static String obstacle(String system) {
        if (!"Linux".equals(system)) {
            return "the system is " + system + ", not Linux";
        }
        try {
            Libc.load();
            return ask();
        } catch (RuntimeException | LinkageError failure) {
            return "natives do not work: " + failure;
        }
    }

    private static String ask() {
        int descriptor = Libc.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        if (descriptor < 0) {
            return "there is no socket to try it on";
        }
        try {
            TcpState state = new TcpState();
            new TcpInfoReader().read(descriptor, state);
            return state.why;
        } finally {
            Libc.close(descriptor);
        }
    }
}
