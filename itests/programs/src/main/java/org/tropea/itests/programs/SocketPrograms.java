package org.tropea.itests.programs;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.SocketFactory;

/** What programs do with plain sockets. */
final class SocketPrograms {
    private static final int PATIENCE = 60_000;

    private final SocketFactory factory;
    private final SocketFactory other;
    private final Circuits circuits;

    SocketPrograms(SocketFactory factory, SocketFactory other, Circuits circuits) {
        this.factory = factory;
        this.other = other;
        this.circuits = circuits;
    }

    /** The words are a command, a host, a port, and more. */
    String answer(String[] words) throws Exception {
        String host = words[1];
        int port = Integer.parseInt(words[2]);
        return switch (words[0]) {
            case "CONNECT" -> connect(host, port, Integer.parseInt(words[3]));
            case "MANY" -> many(host, port, Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            case "UPLOAD" -> upload(host, port, Long.parseLong(words[3]), Integer.parseInt(words[4]));
            case "HALF" -> half(host, port);
            case "TIMEOUT" -> timeout(host, port, Integer.parseInt(words[3]));
            case "CLOSE" -> closedMeanwhile(host, port);
            case "STALL" -> stall(host, port, Integer.parseInt(words[3]));
            case "PUSH" -> push(host, port);
            case "ISOLATION" -> isolation(host, port);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private Socket open(String host, int port) throws IOException {
        Socket socket = factory.createSocket(host, port);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private String connect(String host, int port, int millis) throws IOException {
        try (Socket socket = factory.createSocket()) {
            socket.connect(InetSocketAddress.createUnresolved(host, port), millis);
            return "CONNECTED " + socket.getInetAddress() + " " + socket.getPort() + " " + socket.isConnected();
        }
    }

    /** Many at once, each with a page of its own. */
    private String many(String host, int port, int sockets, int length) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(sockets);
        try {
            List<Future<byte[]>> pages = new ArrayList<>();
            for (int i = 0; i < sockets; i++) {
                String path = "/" + i + "/" + length;
                pages.add(threads.submit(() -> page(host, port, path)));
            }
            int right = 0;
            for (int i = 0; i < sockets; i++) {
                right += Arrays.equals(bytes(i, length), pages.get(i).get()) ? 1 : 0;
            }
            return right + " of " + sockets;
        } finally {
            threads.shutdownNow();
        }
    }

    private byte[] page(String host, int port, String path) throws IOException {
        try (Socket socket = open(host, port)) {
            say(socket, "GET " + path + " HTTP/1.0\r\n\r\n");
            return body(socket);
        }
    }

    private String upload(String host, int port, long seed, int length) throws IOException {
        try (Socket socket = open(host, port)) {
            say(socket, "POST / HTTP/1.0\r\nContent-Length: " + length + "\r\n\r\n");
            socket.getOutputStream().write(bytes(seed, length));
            return new String(body(socket), StandardCharsets.US_ASCII);
        }
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What stands behind the head of an HTTP answer, up to the end of the stream. */
    static byte[] body(Socket socket) throws IOException {
        byte[] all = socket.getInputStream().readAllBytes();
        int head = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return Arrays.copyOfRange(all, head + 4, all.length);
    }

    /** The program says that it is done, and still reads all that comes. */
    private String half(String host, int port) throws IOException {
        try (Socket socket = open(host, port)) {
            say(socket, "GET /5/300000 HTTP/1.0\r\n\r\n");
            socket.shutdownOutput();
            boolean refused = false;
            try {
                say(socket, "more");
            } catch (IOException shut) {
                refused = shut.getMessage().contains("shutdown");
            }
            return Digest.of(body(socket)) + " " + refused;
        }
    }

    private String timeout(String host, int port, int millis) throws IOException {
        try (Socket socket = open(host, port)) {
            socket.setSoTimeout(millis);
            long began = System.nanoTime();
            try {
                return "READ " + socket.getInputStream().read();
            } catch (IOException late) {
                return (System.nanoTime() - began) / 1_000_000 + " "
                        + late.getClass().getName() + " "
                        + socket.getInputStream().available() + " " + socket.isClosed();
            }
        }
    }

    /** A thread reads while another closes. */
    private String closedMeanwhile(String host, int port) throws Exception {
        try (Socket socket = open(host, port)) {
            Programs.thread(() -> {
                try {
                    Thread.sleep(300);
                    socket.close();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            return "READ " + socket.getInputStream().read();
        }
    }

    /** Reads nothing for a time, then all; returns how many bytes came. */
    private String stall(String host, int port, int millis) throws Exception {
        try (Socket socket = open(host, port)) {
            Thread.sleep(millis);
            return String.valueOf(socket.getInputStream().readAllBytes().length);
        }
    }

    /** Writes to who does not read, until that takes 3 s; returns how many bytes it got rid of. */
    private String push(String host, int port) throws Exception {
        try (Socket socket = open(host, port)) {
            long[] written = new long[1];
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            Thread writer = Programs.thread(() -> {
                try {
                    for (byte[] chunk = new byte[1024]; ; written[0] += chunk.length) {
                        out.write(chunk);
                    }
                } catch (IOException closed) {
                    return;
                }
            });
            for (long before = -1; before != written[0]; Thread.sleep(3_000)) {
                before = written[0];
            }
            socket.close();
            writer.join(PATIENCE);
            return written[0] + " " + writer.isAlive();
        }
    }

    /** Two sockets of one factory and one of another, at once: how many streams each circuit has. */
    private String isolation(String host, int port) throws Exception {
        try (Socket one = open(host, port);
                Socket two = open(host, port);
                Socket three = other.createSocket(host, port)) {
            return one.isConnected() && two.isConnected() && three.isConnected()
                    ? circuits.streams().toString()
                    : "";
        }
    }
}
