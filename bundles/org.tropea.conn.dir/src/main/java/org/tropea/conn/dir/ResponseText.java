package org.tropea.conn.dir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.option.Addresses;

/** Writes the head of an answer (dir-spec 6), headers in C tor's order. Stateless. */
final class ResponseText {
    /** C tor reads dates of exactly this form, the day with two digits. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private ResponseText() {}

    /** A status without a body. */
    static byte[] brief(DirAnswer answer, Instant now) {
        StringBuilder text = statusAndDate(answer, now);
        answer.headers().forEach((name, value) -> line(text, name, value));
        return bytes(text);
    }

    /** A status before a body of {@code length} bytes in {@code encoding}; {@code from} is who asks. */
    static byte[] full(DirAnswer answer, Encoding encoding, long length, SocketAddress from, Instant now) {
        StringBuilder text = statusAndDate(answer, now);
        line(text, "Content-Type", answer.headers().getOrDefault("Content-Type", "text/plain"));
        if (from instanceof InetSocketAddress ip && ip.getAddress() != null && !Addresses.isInternal(ip.getAddress())) {
            line(text, "X-Your-Address-Is", plain(ip.getAddress()));
        }
        line(text, "Content-Encoding", encoding.label());
        line(text, "Content-Length", String.valueOf(length));
        if (answer.cacheSeconds() > 0) {
            line(text, "Expires", DATE.format(now.plusSeconds(answer.cacheSeconds())));
        } else if (answer.cacheSeconds() == 0) {
            line(text, "Pragma", "no-cache");
        }
        answer.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                line(text, name, value);
            }
        });
        return bytes(text);
    }

    private static String plain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static StringBuilder statusAndDate(DirAnswer answer, Instant now) {
        StringBuilder text = new StringBuilder("HTTP/1.0 ");
        text.append(answer.status())
                .append(' ')
                .append(oneLine(answer.reason()))
                .append("\r\n");
        line(text, "Date", DATE.format(now));
        return text;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(oneLine(value)).append("\r\n");
    }

    /** Words of others may be in reasons and values: nothing in them may end a line. */
    private static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}]", " ");
    }

    private static byte[] bytes(StringBuilder text) {
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
