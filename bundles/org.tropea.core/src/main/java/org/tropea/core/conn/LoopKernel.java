package org.tropea.core.conn;

import org.tropea.core.slot.Slot;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.loop.TcpState;

/** Asks the kernel about one loop's sockets, with whatever the slot has. Touched only by that loop. */
final class LoopKernel {
    private static final String NOBODY = "no bundle asks the kernel; org.tropea.sockinfo.linux does on Linux";
    private static final String NO_NUMBER =
            "the loop cannot tell the sockets' descriptors; Java needs --add-opens java.base/sun.nio.ch=ALL-UNNAMED";
    private static final String FAILED = "the bundle that asks the kernel failed";

    private final Slot<KernelInfo> slot;
    private KernelInfo info;
    private KernelInfo.Reader reader;

    LoopKernel(Slot<KernelInfo> slot) {
        this.slot = slot;
    }

    /** From now on {@code chosen} is asked; null: nobody, and nothing of the one before is called any more. */
    void adopted(KernelInfo chosen) {
        reader = null;
        info = chosen;
        if (chosen != null) {
            reader = chosen.reader();
            chosen.prepareLoop();
        }
    }

    /** Reads what the kernel says of {@code socket} into {@code into}. A reader that throws is not asked again. */
    boolean read(IoSocket socket, TcpState into) {
        if (reader == null) {
            return into.unknown(NOBODY);
        }
        int descriptor = socket.descriptor();
        if (descriptor < 0) {
            return into.unknown(NO_NUMBER);
        }
        try {
            return reader.read(descriptor, into);
        } catch (RuntimeException | LinkageError bug) {
            reader = null;
            slot.quarantine(info, "failed: " + bug);
            return into.unknown(FAILED);
        }
    }
}
