package org.tropea.itests.interop;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/**
 * Ways out of a process's network namespace: who connects in there to one of these ports of 127.0.0.1 is connected to the
 * same port out here. A socket belongs to the namespace of the thread that made it, so a thread of this process goes in,
 * binds, and ends; all the rest happens outside.
 */
final class Passage implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;
    private static final Path HERE = Path.of("/proc/self/ns/net");

    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

    /** What of the C library is needed. */
    interface LibC extends Library {
        /** open(2). */
        int open(String path, int flags);

        /** setns(2), for the calling thread. */
        int setns(int descriptor, int kind);

        /** close(2). */
        int close(int descriptor);
    }

    /** Opens {@code ports} in the namespace of the process {@code pid}, whose loopback interface is up soon. */
    Passage(long pid, List<Integer> ports) {
        Path namespace = Path.of("/proc/" + pid + "/ns/net");
        InteropNetwork.await(
                "a network namespace of its own",
                30,
                () -> !Files.readSymbolicLink(namespace).equals(Files.readSymbolicLink(HERE)));
        for (int port : ports) {
            InteropNetwork.await("port " + port + " in the namespace", 30, () -> bind(namespace, port));
        }
    }

    private boolean bind(Path namespace, int port) throws IOException {
        CompletableFuture<ServerSocket> bound = new CompletableFuture<>();
        daemon(() -> {
            try {
                enter(namespace);
                bound.complete(new ServerSocket(port, 100, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            } catch (IOException fault) {
                bound.completeExceptionally(fault);
            }
        });
        try {
            ServerSocket inside = bound.get();
            open.add(inside);
            daemon(() -> serve(inside, port));
            return true;
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void enter(Path namespace) throws IOException {
        LibC c = Native.load("c", LibC.class);
        int descriptor = c.open(namespace.toString(), 0);
        int answer = c.setns(descriptor, CLONE_NEWNET);
        c.close(descriptor);
        if (answer != 0) {
            throw new IOException("setns of " + namespace + ": " + Native.getLastError());
        }
    }

    private void serve(ServerSocket inside, int port) {
        while (!inside.isClosed()) {
            try {
                Socket from = inside.accept();
                Socket to = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
                open.addAll(List.of(from, to));
                daemon(() -> copy(from, to));
                daemon(() -> copy(to, from));
            } catch (IOException closedOrNobodyThere) {
                Thread.yield();
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            Thread.yield(); // both ends see it
        }
        open.removeAll(List.of(from, to));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "passage");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
