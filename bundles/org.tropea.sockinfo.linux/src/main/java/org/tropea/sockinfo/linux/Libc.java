package org.tropea.sockinfo.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The few calls of the C library that are needed, mapped directly. Any thread, between {@link #load} and {@link #unload}. */
final class Libc {
    static final int AF_INET = 2;
    static final int SOCK_STREAM = 1;
    static final int SOL_TCP = 6;
    static final int TCP_INFO = 11;
    /** {@code SIOCOUTQNSD} of linux/sockios.h: bytes in a socket that were not sent even once. */
    static final long SIOCOUTQNSD = 0x894B;

    private Libc() {}

    /** Finds the calls in this process. No class loader is named, so that the library's record does not hold ours. */
    static void load() {
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    /**
     * Forgets them. JNA keeps a mapped class's options under the class, weakly, but they name the class: as long as they
     * do, nothing of this bundle could be collected.
     */
    static void unload() {
        Native.getLibraryOptions(Libc.class).clear();
        Native.unregister(Libc.class);
    }

    static native int socket(int domain, int type, int protocol);

    static native int close(int descriptor);

    static native int getsockopt(int descriptor, int level, int option, Pointer value, Pointer length);

    /** For calls the C library has no function for; every argument is passed as a long. */
    static native long syscall(
            NativeLong number, NativeLong thread, Pointer attributes, NativeLong sizeOrFlags, NativeLong flags);

    static native int ioctl(int descriptor, NativeLong request, Pointer argument);
}
