package org.tropea.conn.trans;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Two calls of the C library, mapped directly. Any thread, between {@link #load} and {@link #unload}. */
final class Libc {
    private Libc() {}

    /** Finds the calls in this process. No class loader is named, so that the library's record does not hold ours. */
    static void load() {
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    /** Forgets them, and the options that JNA keeps under the class, which name it. */
    static void unload() {
        Native.getLibraryOptions(Libc.class).clear();
        Native.unregister(Libc.class);
    }

    static native int getsockopt(int descriptor, int level, int option, Pointer value, Pointer length);

    static native int setsockopt(int descriptor, int level, int option, Pointer value, int length);
}
