package org.tropea.socketfactory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tropea.flow.entry.EntryHost;

/**
 * What an HTTP client asks of a proxy (RFC 9112, 3.2): a tunnel by CONNECT, or a request with an absolute URI, which goes
 * on in the form that servers expect. Immutable.
 *
 * @param host where to, in the form that requests to the network have
 * @param port the port there
 * @param head what to send there first; null for a tunnel
 * @param body what of the following bytes belongs to the request; null for a tunnel
 */
record ProxyRequest(String host, int port, String head, RequestBody body) {
    /** What concerns the client and this proxy only (RFC 9110, 7.6.1), beside what Connection names. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "proxy-authorization",
            "keep-alive",
            "te",
            "upgrade",
            "http2-settings",
            "host");

    private static final String BAD = "400 Bad Request";

    /** Reads a head without its blank line, each character one byte; a ProxyFault says what is wrong. */
    static ProxyRequest parse(String text) throws ProxyFault {
        List<String> lines = List.of(text.split("\r\n", -1));
        String[] words = lines.get(0).split(" ", -1);
        List<String> headers = lines.subList(1, lines.size());
        if (words.length != 3
                || !words[0].matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                || !words[2].matches("HTTP/1\\.[01]")) {
            throw new ProxyFault(BAD, "accepted is METHOD TARGET HTTP/1.1");
        }
        for (String header : headers) {
            if (!header.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*")) {
                throw new ProxyFault(BAD, "a header line that is not NAME: VALUE");
            }
        }
        return words[0].equals("CONNECT") ? tunnel(words[1]) : forward(words, headers);
    }

    private static ProxyRequest tunnel(String target) throws ProxyFault {
        int colon = target.lastIndexOf(':');
        String digits = target.substring(colon + 1);
        if (colon < 1 || !digits.matches("[0-9]{1,5}")) {
            throw new ProxyFault(BAD, "accepted is CONNECT HOST:PORT");
        }
        return new ProxyRequest(host(target.substring(0, colon)), port(Integer.parseInt(digits)), null, null);
    }

    private static ProxyRequest forward(String[] words, List<String> headers) throws ProxyFault {
        URI uri = uri(words[1]);
        int port = uri.getPort() < 0 ? 80 : port(uri.getPort());
        StringBuilder head = new StringBuilder(words[0] + " " + path(uri) + " " + words[2] + "\r\n");
        head.append("Host: ")
                .append(uri.getHost())
                .append(uri.getPort() < 0 ? "" : ":" + port)
                .append("\r\n");
        Set<String> dropped = dropped(headers);
        for (String header : headers) {
            if (!dropped.contains(name(header))) {
                head.append(header).append("\r\n");
            }
        }
        head.append("Connection: close\r\n\r\n");
        return new ProxyRequest(host(uri.getHost()), port, head.toString(), RequestBody.of(headers));
    }

    private static URI uri(String target) throws ProxyFault {
        try {
            URI uri = new URI(target);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException notOne) {
            // said below
        }
        throw new ProxyFault(BAD, "accepted is http://HOST[:PORT]/PATH; https goes by CONNECT");
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String host(String written) throws ProxyFault {
        String host = EntryHost.normal(written);
        if (host == null) {
            throw new ProxyFault(BAD, "a target that is no host name and no address");
        }
        return host;
    }

    private static int port(int number) throws ProxyFault {
        if (number < 1 || number > 65535) {
            throw new ProxyFault(BAD, "a port that is not from 1 to 65535");
        }
        return number;
    }

    private static Set<String> dropped(List<String> headers) {
        Set<String> names = new HashSet<>(HOP_BY_HOP);
        for (String value : values(headers, "connection")) {
            names.addAll(List.of(value.toLowerCase(Locale.ROOT).split("[ \t]*,[ \t]*")));
        }
        names.removeAll(Set.of("content-length", "transfer-encoding")); // they frame what follows, whatever is said
        return names;
    }

    static List<String> values(List<String> headers, String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            if (name(header).equals(name)) {
                values.add(header.substring(name.length() + 1).strip());
            }
        }
        return values;
    }

    private static String name(String header) {
        return header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
