package org.tropea.conn.httptunnel;

import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryReason;

/** The answers of an HTTP tunnel, those to requests that failed among them, as C tor gives them. Stateless. */
final class Answers {
    private static final String CAPABILITIES = "Tor-Capabilities: \r\n";
    private static final String SERVER = CAPABILITIES + "Server: tor/1.0 (Tropea)\r\n";
    private static final String VIA = CAPABILITIES + "Via: tor/1.0 tor-network (Tropea)\r\n";

    static final String CONNECTED = "HTTP/1.0 200 OK\r\n" + VIA + "\r\n";
    static final String OPTIONS = "HTTP/1.0 200 OK\r\nAllow: OPTIONS, CONNECT\r\n" + SERVER + "\r\n";
    static final String BAD_REQUEST = "HTTP/1.0 400 Bad Request\r\n" + SERVER + "\r\n";
    static final String TOO_LONG = "HTTP/1.0 414 Request-URI Too Long\r\n" + VIA + "\r\n";
    static final String NO_RPC = "HTTP/1.0 501 Not implemented (No RPC Support)\r\n" + VIA + "\r\n";
    static final String NOT_A_PROXY =
            "HTTP/1.0 405 Method Not Allowed\r\nContent-Type: text/html; charset=iso-8859-1\r\n"
                    + SERVER + "\r\n"
                    + """
            <html>
            <head><title>This is an HTTP CONNECT tunnel, not a full HTTP proxy</title></head>
            <body>
            <h1>This is an HTTP CONNECT tunnel, not an HTTP proxy.</h1>
            <p>Your browser seems to use this port as an HTTP proxy. Use HTTPS, for which it asks for a tunnel by itself,
            or configure the SocksPort of this router as a SOCKS proxy.</p>
            </body>
            </html>
            """;

    private Answers() {}

    /** The answer to a request that failed for {@code reason}. */
    static String failed(int reason) {
        boolean told = reason < 256;
        String name = switch (reason) {
            case EntryReason.CANT_ATTACH -> "CANT_ATTACH";
            case EntryReason.NET_UNREACHABLE -> "NET_UNREACHABLE";
            case EntryReason.PROTOCOL -> "HTTP_PROTOCOL";
            case EntryReason.PRIVATE_ADDR -> "PRIVATE_ADDR";
            case EntryReason.ENTRYPOLICY -> "ENTRYPOLICY";
            case EntryReason.RESOLVE_LATER -> "RESOLVEFAILED";
            default -> told ? EndReason.name(reason) : "ONION";
        };
        String prefix = told ? "end" : "tropea";
        return "HTTP/1.0 " + status(reason) + "\r\n" + VIA + "Tor-Request-Failed: " + prefix + "/" + name + "\r\n\r\n";
    }

    private static String status(int reason) {
        return switch (reason) {
            case EndReason.RESOLVEFAILED, EntryReason.RESOLVE_LATER -> "503 Service Unavailable (resolve failed)";
            case EndReason.NOROUTE -> "503 Service Unavailable (no route)";
            case EndReason.CONNECTREFUSED -> "403 Forbidden (connection refused)";
            case EndReason.EXITPOLICY -> "403 Forbidden (exit policy)";
            case EndReason.DESTROY -> "502 Bad Gateway (destroy cell received)";
            case EndReason.DONE -> "502 Bad Gateway (unexpected close)";
            case EndReason.TIMEOUT -> "504 Gateway Timeout";
            case EndReason.HIBERNATING -> "502 Bad Gateway (hibernating server)";
            case EndReason.INTERNAL -> "502 Bad Gateway (internal error)";
            case EndReason.RESOURCELIMIT -> "502 Bad Gateway (resource limit)";
            case EndReason.CONNRESET -> "403 Forbidden (connection reset)";
            case EndReason.TORPROTOCOL -> "502 Bad Gateway (tor protocol violation)";
            case EntryReason.ENTRYPOLICY -> "403 Forbidden (entry policy violation)";
            case EntryReason.CANT_ATTACH, EntryReason.NET_UNREACHABLE -> "503 Service Unavailable (no circuit)";
            case EntryReason.PRIVATE_ADDR -> "403 Forbidden (internal address)";
            case EntryReason.PROTOCOL -> "400 Bad Request";
            case EntryReason.ONION_BAD_ADDRESS -> "400 Bad Request (not an onion address)";
            default -> "500 Internal Server Error";
        };
    }
}
