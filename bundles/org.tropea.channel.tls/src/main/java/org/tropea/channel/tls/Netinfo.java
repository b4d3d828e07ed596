package org.tropea.channel.tls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.fault.PeerFault;

/**
 * The NETINFO cell (tor-spec 4.5).
 *
 * @param time the sender's clock in seconds since 1970; 0 from clients
 * @param other the address at which the sender sees the receiver
 * @param mine the sender's own addresses
 */
record Netinfo(long time, InetAddress other, List<InetAddress> mine) {
    private static final int IPV4 = 4;
    private static final int IPV6 = 6;
    private static final InetAddress NOWHERE = ip(new byte[4]);

    /** The wire image of the whole cell. */
    byte[] cell() {
        byte[] cell = new Cell().header(0, CellCommand.NETINFO).bytes;
        ByteBuffer out = ByteBuffer.wrap(cell, Cell.HEADER, Cell.PAYLOAD).putInt((int) time);
        put(out, other);
        out.put((byte) mine.size());
        mine.forEach(address -> put(out, address));
        return cell;
    }

    private static void put(ByteBuffer out, InetAddress address) {
        byte[] bytes = address.getAddress();
        out.put((byte) (bytes.length == 4 ? IPV4 : IPV6))
                .put((byte) bytes.length)
                .put(bytes);
    }

    /** Reads the payload at {@code offset}. Addresses of types we do not know are left out of {@link #mine}. */
    static Netinfo parse(byte[] array, int offset) throws PeerFault {
        ByteBuffer in = ByteBuffer.wrap(array, offset, Cell.PAYLOAD);
        try {
            long time = in.getInt() & 0xffffffffL;
            InetAddress other = take(in);
            if (other == null) {
                throw new PeerFault("NETINFO names us by an address that is neither IPv4 nor IPv6");
            }
            List<InetAddress> mine = new ArrayList<>();
            for (int left = in.get() & 0xff; left > 0; left--) {
                InetAddress address = take(in);
                if (address != null) {
                    mine.add(address);
                }
            }
            return new Netinfo(time, other, mine);
        } catch (BufferUnderflowException e) {
            throw new PeerFault("NETINFO ends within an address");
        }
    }

    /** The next address, or null when its type and length are none that we know. */
    private static InetAddress take(ByteBuffer in) {
        int type = in.get() & 0xff;
        byte[] bytes = new byte[in.get() & 0xff];
        in.get(bytes);
        boolean known = type == IPV4 && bytes.length == 4 || type == IPV6 && bytes.length == 16;
        return known ? ip(bytes) : null;
    }

    private static InetAddress ip(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    /** Whether the sender says that {@code seen} is its own, which makes the connection canonical (tor-spec 5.3.1). */
    boolean isOneOfMine(InetAddress seen) {
        return mine.contains(seen);
    }

    /** The IP address of {@code end}; 0.0.0.0 when it has none. */
    static InetAddress address(SocketAddress end) {
        return end instanceof InetSocketAddress ip && !ip.isUnresolved() ? ip.getAddress() : NOWHERE;
    }
}
