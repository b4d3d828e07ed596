package org.tropea.itests.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local web server: GET gives the bytes of a seed, POST answers the SHA-256 of what came. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", WebServer::serve);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = exchange.getRequestMethod().equals("POST")
                    ? sha256(exchange.getRequestBody()).getBytes(StandardCharsets.US_ASCII)
                    : bytes(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** The bytes of {@code /SEED/LENGTH}. */
    static byte[] bytes(String path) {
        String[] parts = path.split("/");
        byte[] bytes = new byte[Integer.parseInt(parts[2])];
        new Random(Long.parseLong(parts[1])).nextBytes(bytes);
        return bytes;
    }

    /** SHA-256 in hexadecimal of all that comes. */
    static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 16];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
