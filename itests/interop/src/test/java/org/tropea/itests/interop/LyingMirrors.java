package org.tropea.itests.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The DirPorts of a network's authorities as one router shall see them: plain HTTP servers of the test's own, that pass on
 * what the authorities say. When told to, the first that is asked becomes a liar and stays one; all others stay honest, and
 * wait with their first answer until the liar has given its own. Any thread.
 */
final class LyingMirrors implements AutoCloseable {
    private static final int PATIENCE = 10_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpServer> servers = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> liar = new AtomicReference<>();
    private final CountDownLatch lied = new CountDownLatch(1);
    private volatile Lie theme;

    /** A request: by whom it was answered, for what, and whether with a lie. */
    record Asked(String mirror, String path, boolean lied) {}

    /** Stands before the authorities that {@code joinLines} of a torrc name. */
    LyingMirrors(List<String> joinLines) throws IOException {
        for (String line : joinLines) {
            if (line.startsWith("DirAuthority ")) {
                lines.add(standBefore(line));
            }
        }
    }

    /** The line with our port; without an ORPort, so that all ask here. */
    private String standBefore(String line) throws IOException {
        String name = line.split(" ")[1];
        String address = line.replaceAll(".* (127\\.0\\.0\\.1:\\d+) .*", "$1");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", exchange -> answer(name, address, exchange));
        server.setExecutor(threads);
        server.start();
        servers.put(name, server);
        String ours = "127.0.0.1:" + server.getAddress().getPort();
        return line.replace(address, ours).replaceAll(" orport=\\d+", "");
    }

    /** The DirAuthority lines that lead here. */
    List<String> lines() {
        return lines;
    }

    /** From the next request on for what the lie is about. */
    void lie(Lie told) {
        theme = told;
    }

    /** Who lied, null as long as nobody did. */
    String liar() {
        return lied.getCount() > 0 ? null : liar.get();
    }

    /** All requests, in their order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(String mirror, String address, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Lie told = theme;
        boolean about = told != null && told.isAbout(path);
        boolean lies = about && (liar.compareAndSet(null, mirror) || liar.get().equals(mirror));
        try (exchange) {
            asked.add(new Asked(mirror, path, lies));
            if (lies) {
                byte[] lie = told.told(authoritys(address, path, null).body());
                lied.countDown();
                give(exchange, 200, lie);
            } else {
                if (about) {
                    lied.await(PATIENCE, TimeUnit.MILLISECONDS);
                }
                String from = exchange.getRequestHeaders().getFirst("X-Or-Diff-From-Consensus");
                Answer honest = authoritys(address, path, from);
                give(exchange, honest.status(), honest.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, byte[] body) {}

    private static Answer authoritys(String address, String path, String diffFrom) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (diffFrom != null) {
            connection.setRequestProperty("X-Or-Diff-From-Consensus", diffFrom);
        }
        connection.setReadTimeout(PATIENCE);
        int status = connection.getResponseCode();
        return new Answer(status, status == 200 ? connection.getInputStream().readAllBytes() : new byte[0]);
    }

    private static void give(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        lied.countDown();
        servers.values().forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
