package org.tropea.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The web server behind the exit: one page. Its port on 127.0.0.1 is a free one. */
final class WebServer implements AutoCloseable {
    private static final byte[] PAGE =
            "You reached this page through three relays.\n".repeat(1500).getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, PAGE.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(PAGE);
        }
    }

    /** Where the page is. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** How many bytes the page has. */
    static int bytes() {
        return PAGE.length;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
