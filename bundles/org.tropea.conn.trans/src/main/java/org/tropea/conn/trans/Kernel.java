package org.tropea.conn.trans;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.net.InetSocketAddress;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.Addresses;

/** What is asked of Linux about redirected sockets (netfilter's SO_ORIGINAL_DST, ip(7)'s IP_TRANSPARENT). Any thread. */
final class Kernel {
    private static final int SOL_IP = 0;
    private static final int SOL_IPV6 = 41;
    private static final int ORIGINAL_DST = 80;
    private static final int IP_TRANSPARENT = 19;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    /** {@code struct sockaddr_in} and {@code sockaddr_in6}: family, port, then the address at these places. */
    private static final int PORT_AT = 2;

    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SOCKADDR = 28;

    private String obstacle = "it was not loaded";

    void load(String system) {
        if (!"Linux".equals(system)) {
            obstacle = "it asks Linux for destinations, and this is " + system;
            return;
        }
        try {
            Libc.load();
            obstacle = null;
        } catch (UnsatisfiedLinkError missing) {
            obstacle = "the C library's calls are not to be had: " + missing.getMessage();
        }
    }

    void unload() {
        if (obstacle == null) {
            obstacle = "its bundle stops";
            Libc.unload();
        }
    }

    /** Why nothing can be asked; null when it can. */
    String obstacle() {
        return obstacle;
    }

    /** Where the connection of {@code descriptor} was to go before it was redirected. */
    InetSocketAddress originalDestination(int descriptor, boolean ipv6) throws LocalFault {
        try (Memory address = new Memory(SOCKADDR);
                Memory length = new Memory(Integer.BYTES)) {
            length.setInt(0, SOCKADDR);
            int level = ipv6 ? SOL_IPV6 : SOL_IP;
            if (Libc.getsockopt(descriptor, level, ORIGINAL_DST, address, length) < 0) {
                int errno = Native.getLastError();
                throw new LocalFault("Linux does not tell where it was to go ("
                        + (errno == ENOENT ? "it was not redirected" : "errno " + errno) + ")");
            }
            byte[] host = address.getByteArray(ipv6 ? IPV6_AT : IPV4_AT, ipv6 ? 16 : 4);
            byte[] port = address.getByteArray(PORT_AT, 2);
            return new InetSocketAddress(Addresses.of(host), (port[0] & 0xff) << 8 | port[1] & 0xff);
        }
    }

    /** Lets the listening socket {@code descriptor} accept connections to any address (TPROXY). */
    void makeTransparent(int descriptor) throws LocalFault {
        try (Memory on = new Memory(Integer.BYTES)) {
            on.setInt(0, 1);
            if (Libc.setsockopt(descriptor, SOL_IP, IP_TRANSPARENT, on, Integer.BYTES) < 0) {
                int errno = Native.getLastError();
                String why = errno == EPERM ? "it needs CAP_NET_ADMIN" : "errno " + errno;
                throw new LocalFault("TransProxyType TPROXY: Linux does not make the socket transparent: " + why);
            }
        }
    }
}
