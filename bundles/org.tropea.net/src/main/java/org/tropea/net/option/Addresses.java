package org.tropea.net.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** IP addresses: their texts, and which are internal. Nothing here ever asks a name server. Stateless; any thread. */
public final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?");

    private Addresses() {}

    /** The address, IPv6 with or without brackets; an {@link OptionFault} for anything else. */
    public static InetAddress parse(String text) {
        byte[] bytes = ipv4(text) == null ? ipv6(text) : ipv4(text);
        if (bytes == null) {
            throw new OptionFault("address", text, "an IPv4 or IPv6 address");
        }
        return of(bytes);
    }

    /** The 4 bytes of an IPv4 address in dotted form; null for anything else. */
    public static byte[] ipv4(String text) {
        return IPV4.matcher(text).matches() ? literal(text) : null;
    }

    /** The 16 bytes of an IPv6 address, with or without brackets (4 for a mapped IPv4 one); null for anything else. */
    public static byte[] ipv6(String text) {
        return IPV6.matcher(text).matches() ? literal(text.startsWith("[") ? text : "[" + text + "]") : null;
    }

    /** The address of 4 or 16 bytes. */
    public static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
        }
    }

    /** The usual text of an address, IPv6 in brackets with its first run of zeros shortened. */
    public static String text(InetAddress address) {
        String plain = address.getHostAddress();
        return plain.indexOf(':') < 0 ? plain : "[" + plain.replaceFirst("(^|:)(?:0(?::|$)){2,}", "::") + "]";
    }

    /**
     * Whether the address means this machine or this site, so that nobody elsewhere can reach it: loopback, private,
     * link-local, unique local, carrier-grade NAT (RFC 6598) and "this network" (RFC 1122).
     */
    public static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean untold = bytes.length == 16
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 0 || bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // kinds that Java does not tell
        return untold
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }

    /** A text that looks like a literal is parsed by the JDK without a look-up; brackets forbid one altogether. */
    private static byte[] literal(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }
}
