package org.tropea.cell;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The body of RELAY_BEGIN (tor-spec 6.2): {@code ADDRESS:PORT}, a zero byte, and optionally 4 bytes of flags.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; in lower case
 * @param port 1 to 65535
 * @param flags {@link #IPV6_OK} and the others
 */
public record Begin(String host, int port, int flags) {
    /** Flag: the client can use an IPv6 address. */
    public static final int IPV6_OK = 1;
    /** Flag: the client cannot use an IPv4 address. */
    public static final int IPV4_NOT_OK = 2;
    /** Flag: an IPv6 address is preferred. */
    public static final int IPV6_PREFERRED = 4;

    /** Reads the body of {@code length} bytes at {@code array[offset]}. */
    public static Begin parse(byte[] array, int offset, int length) throws MalformedCell {
        int end = indexOfZero(array, offset, length);
        if (end < 0) {
            throw new MalformedCell("RELAY_BEGIN: no zero byte ends the address");
        }
        String target = new String(array, offset, end - offset, StandardCharsets.ISO_8859_1);
        int colon = target.lastIndexOf(':');
        if (colon < 1) {
            throw new MalformedCell("RELAY_BEGIN: the address is not HOST:PORT");
        }
        int flags = offset + length >= end + 5 ? int32(array, end + 1) : 0;
        return new Begin(host(target.substring(0, colon)), port(target.substring(colon + 1)), flags);
    }

    private static int indexOfZero(byte[] array, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (array[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String host(String text) throws MalformedCell {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        if (host.isEmpty()
                || !bracketed && host.indexOf(':') >= 0
                || host.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new MalformedCell("RELAY_BEGIN: the host is neither a name nor an address");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static int port(String text) throws MalformedCell {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedCell("RELAY_BEGIN: the port is not a number");
        }
        int port = Integer.parseInt(text);
        if (port == 0 || port > 65_535) {
            throw new MalformedCell("RELAY_BEGIN: port " + port + ", accepted are 1 to 65535");
        }
        return port;
    }

    private static int int32(byte[] array, int at) {
        return Cell.circuitId(array, at);
    }

    /** The body's bytes. */
    public byte[] encode() {
        String target = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        byte[] text = target.getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = new byte[text.length + (flags == 0 ? 1 : 5)];
        System.arraycopy(text, 0, body, 0, text.length);
        for (int i = 0; flags != 0 && i < 4; i++) {
            body[text.length + 1 + i] = (byte) (flags >>> 24 - 8 * i);
        }
        return body;
    }
}
