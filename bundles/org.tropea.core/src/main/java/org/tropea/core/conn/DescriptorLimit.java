package org.tropea.core.conn;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.tropea.flow.fault.LocalFault;

/**
 * How many sockets a router may have open: what the process may open, less a reserve for files. Above it nothing is
 * dialled and listeners pause until a twentieth of it is free again. Any thread.
 */
final class DescriptorLimit {
    private static final int RESERVE = 256;
    private static final int WHEN_UNKNOWN = 15_000;

    /** What the process may open. */
    private final long descriptors;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    DescriptorLimit(int most) {
        this(most, most);
    }

    private DescriptorLimit(long descriptors, int most) {
        this.descriptors = descriptors;
        this.most = most;
    }

    /** The limit of this process. */
    static DescriptorLimit ofProcess() {
        long descriptors = processDescriptors();
        long most = Math.min(Integer.MAX_VALUE / 2, descriptors - Math.min(RESERVE, descriptors / 4));
        return new DescriptorLimit(descriptors, (int) most);
    }

    private static long processDescriptors() {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
            return ((Number) value).longValue();
        } catch (JMException | ClassCastException unknown) {
            return WHEN_UNKNOWN;
        }
    }

    /** Throws when the process may open fewer than {@code asked}, ConnLimit. */
    void require(int asked) throws LocalFault {
        if (descriptors < asked) {
            throw new LocalFault("ConnLimit " + asked + ": this process may open only " + descriptors
                    + " files; raise its limit (ulimit -n) or lower ConnLimit");
        }
    }

    /** One more is open. Returns whether the limit is reached just now. */
    boolean opened() {
        return open.incrementAndGet() == most;
    }

    /** One less is open. Returns whether enough are free again just now. */
    boolean closed() {
        return open.decrementAndGet() == most - Math.max(1, most / 20);
    }

    boolean isReached() {
        return open.get() >= most;
    }

    int most() {
        return most;
    }

    int open() {
        return open.get();
    }
}
