package org.tropea.conn.socks;

/** What somebody hears who takes a SOCKS port for an HTTP proxy. */
final class NotHttp {
    static final String ANSWER = """
            HTTP/1.0 501 Tropea is not an HTTP Proxy\r
            Content-Type: text/html; charset=iso-8859-1\r
            \r
            <html>
            <head><title>This is a SOCKS proxy, not an HTTP proxy</title></head>
            <body>
            <h1>This is a SOCKS proxy, not an HTTP proxy.</h1>
            <p>Your browser seems to use this port as an HTTP proxy. Configure it as a SOCKS proxy instead, or give this
            router an HTTPTunnelPort beside its SocksPort and use that.</p>
            </body>
            </html>
            """;

    private NotHttp() {}
}
