package org.tropea.itests.bench.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files may be open at a time: generator and relay need one for each connection. */
final class Descriptors {
    /** For everything but connections. */
    static final int SPARE = 100;

    private Descriptors() {}

    /** What this process has, and the relays that it starts; a JVM raises it to the hard limit. */
    static long available() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** @throws IllegalStateException when {@code available} are too few for {@code connections} at a time */
    static void require(int connections, long available) {
        if (available < connections + SPARE) {
            throw new IllegalStateException(String.format(
                    "only %d files may be open at a time; %d connections need %d: raise the hard limit (ulimit -Hn), or"
                            + " ask for less by --connections or --only",
                    available, connections, connections + SPARE));
        }
    }
}
