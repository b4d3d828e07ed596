package org.tropea.flow.loop;

/**
 * Asks the kernel about sockets: a stateless factory in the service registry, with its name as the property
 * {@link #NAME}. Optional; without one KIST works as KISTLite.
 */
public interface KernelInfo {
    /** The service property that names the system it works on: {@code linux}. */
    String NAME = "tropea.sockinfo";

    /** A reader for one loop. */
    Reader reader();

    /** Called once on the thread of each loop: what the kernel can do for a thread that is woken often. */
    default void prepareLoop() {}

    /** Asks for one loop, and is called only there. */
    abstract class Reader {
        /**
         * Reads the state of the socket with the operating system's number {@code descriptor} into {@code into}; false,
         * with a reason in it, where the kernel does not tell.
         */
        public abstract boolean read(int descriptor, TcpState into);
    }
}
