package org.tropea.itests.ctor;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A control-port connection (control-spec). Commands may come from any thread, one at a time; a reader thread takes
 * replies and events, listeners run on an event thread of their own and may send commands. The opener closes it.
 */
public final class ControlClient implements Closeable {

    private static final int REPLY_SECONDS = 60;
    private static final ControlReply CLOSED = new ControlReply(0, List.of("control connection closed"));

    private final Socket socket;
    private final ControlReader reader;
    private final BlockingQueue<ControlReply> replies = new LinkedBlockingQueue<>();
    private final List<Consumer<ControlEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService events = Executors.newSingleThreadExecutor(task -> daemon(task, "control-events"));

    private ControlClient(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new ControlReader(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        daemon(this::readAll, "control-reader").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Connects to 127.0.0.1 and authenticates with the cookie file. */
    public static ControlClient connect(int port, Path cookieFile) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        ControlClient client = new ControlClient(socket);
        try {
            client.command("AUTHENTICATE " + HexFormat.of().formatHex(Files.readAllBytes(cookieFile)));
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void readAll() {
        try {
            while (true) {
                ControlReply reply = reader.next();
                if (reply.status() == 650) {
                    deliver(ControlEvent.parse(reply.first()));
                } else {
                    replies.add(reply);
                }
            }
        } catch (IOException | RuntimeException e) {
            replies.add(CLOSED);
            events.shutdown();
        }
    }

    private void deliver(ControlEvent event) {
        if (!events.isShutdown()) {
            events.execute(() -> listeners.forEach(listener -> listener.accept(event)));
        }
    }

    /** Sends one line and returns its reply. @throws ControlException when the reply is not a success */
    public ControlReply command(String line) throws IOException {
        ControlReply reply = exchange(line);
        if (!reply.ok()) {
            throw new ControlException(line, reply);
        }
        return reply;
    }

    private synchronized ControlReply exchange(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        try {
            ControlReply reply = replies.poll(REPLY_SECONDS, TimeUnit.SECONDS);
            if (reply == null || reply == CLOSED) {
                close();
                throw new IOException(line + ": " + (reply == null ? "no reply" : reply.first()));
            }
            return reply;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(line + ": interrupted", e);
        }
    }

    /** Adds a listener for the events that {@link #setEvents} asked for; runs on the event thread. */
    public void listen(Consumer<ControlEvent> listener) {
        listeners.add(listener);
    }

    /** SETEVENTS: which event types this connection gets, e.g. {@code "CIRC", "STREAM"}. */
    public void setEvents(String... types) throws IOException {
        command("SETEVENTS " + String.join(" ", types));
    }

    /** GETINFO of one key. @throws ControlException when the key or the thing it names is unknown */
    public String getInfo(String key) throws IOException {
        String value = command("GETINFO " + key).value(key);
        if (value == null) {
            throw new IOException("GETINFO " + key + ": no such key in the reply");
        }
        return value;
    }

    /** SETCONF with whole assignments, e.g. {@code "CircuitBuildTimeout=60"}. */
    public void setConf(String... assignments) throws IOException {
        command("SETCONF " + String.join(" ", assignments));
    }

    /** RESETCONF: options back to their defaults. */
    public void resetConf(String... names) throws IOException {
        command("RESETCONF " + String.join(" ", names));
    }

    /** GETCONF of one option; empty when it is unset. */
    public String getConf(String name) throws IOException {
        String value = command("GETCONF " + name).value(name);
        return value == null ? "" : value;
    }

    /** EXTENDCIRCUIT 0: starts a circuit along nicknames or $fingerprints and answers its id, long before it is built. */
    public String extendCircuit(List<String> path) throws IOException {
        String[] words =
                command("EXTENDCIRCUIT 0 " + String.join(",", path)).first().split(" ");
        return words[1];
    }

    /** CLOSECIRCUIT. */
    public void closeCircuit(String circuit) throws IOException {
        command("CLOSECIRCUIT " + circuit);
    }

    /** ATTACHSTREAM; circuit "0" lets tor choose. */
    public void attachStream(String stream, String circuit) throws IOException {
        command("ATTACHSTREAM " + stream + " " + circuit);
    }

    /** CLOSESTREAM with a RELAY_END reason number (tor-spec 6.3). */
    public void closeStream(String stream, int reason) throws IOException {
        command("CLOSESTREAM " + stream + " " + reason);
    }

    /** SIGNAL, e.g. {@code NEWNYM} or {@code ACTIVE}. */
    public void signal(String name) throws IOException {
        command("SIGNAL " + name);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        events.shutdown();
    }
}
