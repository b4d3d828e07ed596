package org.tropea.cell;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * One way to name or reach a relay (tor-spec 5.1.2): type 1 byte, length 1 byte, body. Known types have a fixed length;
 * others are kept as they are. Immutable by agreement: nobody writes into the array.
 *
 * @param type {@link #IPV4}, {@link #IPV6}, {@link #RSA_ID}, {@link #ED25519_ID} or another, 0 to 255
 * @param body the bytes after type and length, at most 255
 */
public record LinkSpecifier(int type, byte[] body) {
    /** IPv4 address, 4 bytes, and port, 2 bytes. */
    public static final int IPV4 = 0;
    /** IPv6 address, 16 bytes, and port, 2 bytes. */
    public static final int IPV6 = 1;
    /** SHA-1 of the RSA identity key, 20 bytes. */
    public static final int RSA_ID = 2;
    /** Ed25519 identity, 32 bytes. */
    public static final int ED25519_ID = 3;

    private static final int[] LENGTHS = {6, 18, 20, 32};

    /** A specifier of the address's own family. */
    public static LinkSpecifier of(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        byte[] body = Arrays.copyOf(ip, ip.length + 2);
        body[ip.length] = (byte) (address.getPort() >>> 8);
        body[ip.length + 1] = (byte) address.getPort();
        return new LinkSpecifier(ip.length == 4 ? IPV4 : IPV6, body);
    }

    static LinkSpecifier parse(WireReader in) throws MalformedCell {
        int type = in.uint8("link specifier type");
        int length = in.uint8("link specifier length");
        if (type < LENGTHS.length && length != LENGTHS[type]) {
            throw new MalformedCell(
                    "a link specifier of type " + type + " has " + length + " bytes, it must have " + LENGTHS[type]);
        }
        return new LinkSpecifier(type, in.bytes(length, "link specifier"));
    }

    /** The address of an {@link #IPV4} or {@link #IPV6} specifier; an IPv4 address mapped to IPv6 comes as IPv4. */
    public InetSocketAddress address() {
        int ip = body.length - 2;
        int port = (body[ip] & 0xff) << 8 | body[ip + 1] & 0xff;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(Arrays.copyOf(body, ip)), port);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException("link specifier type " + type + " has no address", wrongLength);
        }
    }

    int write(byte[] array, int offset) {
        array[offset] = (byte) type;
        array[offset + 1] = (byte) body.length;
        System.arraycopy(body, 0, array, offset + 2, body.length);
        return 2 + body.length;
    }
}
