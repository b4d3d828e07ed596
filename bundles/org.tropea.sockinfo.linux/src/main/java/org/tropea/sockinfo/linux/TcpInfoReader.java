package org.tropea.sockinfo.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.loop.TcpState;

/**
 * Two system calls for each question, into memory that is used again: TCP_INFO and SIOCOUTQNSD (tcp(7)). Touched only by
 * one loop.
 */
final class TcpInfoReader extends KernelInfo.Reader {
    /** Where {@code struct tcp_info} of linux/tcp.h keeps what is needed; its layout only ever grew at the end. */
    private static final int SND_MSS = 16;

    private static final int UNACKED = 24;
    private static final int SND_CWND = 80;

    /** What the kernel must have filled in. */
    private static final int LEAST = SND_CWND + Integer.BYTES;
    /** What it is offered: the structure as the oldest kernels in use know it. */
    private static final int OFFERED = 104;

    private static final int EBADF = 9;
    private static final int EINVAL = 22;
    private static final NativeLong UNSENT = new NativeLong(Libc.SIOCOUTQNSD);
    private static final String NOT_OPEN = "the socket is closed";
    private static final String NOT_TCP = "it is not a TCP socket";
    private static final String TOO_OLD = "this kernel has no TCP_INFO or SIOCOUTQNSD";
    private static final String TOO_SHORT = "this kernel's TCP_INFO ends before the congestion window";

    private final Memory info = new Memory(OFFERED);
    private final Memory length = new Memory(Integer.BYTES);
    private final Memory unsent = new Memory(Integer.BYTES);

    @Override
    public boolean read(int descriptor, TcpState into) {
        length.setInt(0, OFFERED);
        if (Libc.getsockopt(descriptor, Libc.SOL_TCP, Libc.TCP_INFO, info, length) < 0) {
            return into.unknown(reason(Native.getLastError()));
        }
        if (length.getInt(0) < LEAST) {
            return into.unknown(TOO_SHORT);
        }
        if (Libc.ioctl(descriptor, UNSENT, unsent) < 0) {
            return into.unknown(reason(Native.getLastError()));
        }
        into.cwnd = info.getInt(SND_CWND);
        into.unacked = info.getInt(UNACKED);
        into.mss = info.getInt(SND_MSS);
        into.notSent = unsent.getInt(0);
        return into.known();
    }

    private static String reason(int errno) {
        return switch (errno) {
            case EBADF -> NOT_OPEN;
            case EINVAL -> TOO_OLD;
            default -> NOT_TCP;
        };
    }
}
