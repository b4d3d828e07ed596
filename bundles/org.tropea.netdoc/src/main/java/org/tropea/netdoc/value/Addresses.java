package org.tropea.netdoc.value;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** IP addresses and ports as documents write them. Nothing here ever asks a name server. Stateless, any thread. */
public final class Addresses {
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST = 45;

    private Addresses() {}

    /** An IPv4 address, four decimal numbers with dots between them. */
    public static InetAddress ipv4(String text) throws ValueFault {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int from = at;
            int value = 0;
            while (at < text.length() && at < from + 3 && Character.digit(text.charAt(at), 10) >= 0) {
                value = 10 * value + text.charAt(at++) - '0';
            }
            boolean ended = i == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            if (!ended || value > 255 || value < 0 || at == from || i < 3 && at == from + 1) {
                throw new ValueFault("\"" + brief(text) + "\" is not an IPv4 address");
            }
            bytes[i] = (byte) value;
        }
        return of(bytes);
    }

    /** An IPv6 address without brackets; one that only wraps an IPv4 address is refused. */
    public static InetAddress ipv6(String text) throws ValueFault {
        if (text.length() <= LONGEST && IPV6.matcher(text).matches()) {
            try {
                InetAddress address = InetAddress.getByName("[" + text + "]");
                if (address instanceof Inet6Address) {
                    return address;
                }
            } catch (UnknownHostException malformed) {
                // answered below
            }
        }
        throw new ValueFault("\"" + brief(text) + "\" is not an IPv6 address");
    }

    /** The address and port of {@code 1.2.3.4:5} or {@code [1::2]:5}; the port is not 0. */
    public static InetSocketAddress endpoint(String text) throws ValueFault {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new ValueFault("\"" + brief(text) + "\" is not ADDRESS:PORT");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        InetAddress address = bracketed ? ipv6(host.substring(1, host.length() - 1)) : ipv4(host);
        return new InetSocketAddress(address, port(text.substring(colon + 1)));
    }

    private static int port(String text) throws ValueFault {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ValueFault("\"" + brief(text) + "\" is not a port");
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 0xFFFF) {
            throw new ValueFault("port " + text + " is not one of 1 to 65535");
        }
        return port;
    }

    /** The address of 4 or 16 bytes. */
    public static InetAddress of(byte[] bytes) {
        try {
            return bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
        }
    }

    /** The usual text, without brackets; the longest run of zeros in an IPv6 address is shortened (RFC 5952). */
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : ipv6Text(bytes);
    }

    /** Address and port, IPv6 in brackets. */
    public static String text(InetSocketAddress endpoint) {
        String address = text(endpoint.getAddress());
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + endpoint.getPort();
    }

    private static String ipv6Text(byte[] bytes) {
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int gap = 0;
        int gapLength = 1; // a single zero is not shortened
        for (int i = 0; i < 8; i++) {
            int run = zeros(words, i);
            if (run > gapLength) {
                gap = i;
                gapLength = run;
            }
        }
        return gapLength < 2 ? joined(words, 0, 8) : joined(words, 0, gap) + "::" + joined(words, gap + gapLength, 8);
    }

    private static int zeros(int[] words, int from) {
        int to = from;
        while (to < words.length && words[to] == 0) {
            to++;
        }
        return to - from;
    }

    private static String joined(int[] words, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(words[i]));
        }
        return text.toString();
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
